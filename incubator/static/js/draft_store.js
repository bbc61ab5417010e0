/* Text that has not reached the server stays in this browser until it has: one entry per person, application and
   section. Where the browser forbids storage the page still works, it only cannot survive being closed. */
export class DraftStore {
  constructor(person, application, section) {
    this.name = `unsent:${person}:${application}:${section}`;
  }

  /** {key: {pairs, base, submitted?}} */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) ?? {};
    } catch {
      return {}; // unreadable or forbidden: nothing to restore
    }
  }

  /** Keep exactly these entries; none removes the record. False when the browser has no room. */
  write(entries) {
    try {
      if (Object.keys(entries).length) localStorage.setItem(this.name, JSON.stringify(entries));
      else localStorage.removeItem(this.name);
      return true;
    } catch {
      return false;
    }
  }
}
