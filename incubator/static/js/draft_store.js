/* Text that has not reached the server stays in this browser until it has: one entry per person, application and
   section. Where the browser forbids storage the page still works, it only cannot survive being closed. */
export class DraftStore {
  constructor(person, application, section) {
    this.name = `unsent:${person}:${application}:${section}`;
  }

  /** {tab, number, entries: {key: {pairs, base, submitted}}}; null when there is nothing to restore. */
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.name));
      return kept?.entries ? kept : null;
    } catch {
      return null; // unreadable, or storage is forbidden
    }
  }

  /** Keep exactly these entries; none removes the record. False when the browser has no room. */
  write(kept) {
    try {
      if (Object.keys(kept.entries).length) localStorage.setItem(this.name, JSON.stringify(kept));
      else localStorage.removeItem(this.name);
      return true;
    } catch {
      return false;
    }
  }
}
