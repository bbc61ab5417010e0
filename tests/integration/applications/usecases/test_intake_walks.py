"""Whoever tries whatever in whatever order at the intake desk: no forbidden step is taken, and every refusal changes nothing.

The model knows nothing of the tables of `workflow` and `policy`: it says in its own words what may follow what.
"""

from random import Random

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from incubator.applications.queries.intake import find_review
from incubator.applications.rules.grounds import Ground, Verdict
from incubator.applications.rules.intake import Judgement
from incubator.applications.usecases.accept_proposals import accept_proposals
from incubator.applications.usecases.begin_review import begin_review
from incubator.applications.usecases.confirm_ineligible import confirm_ineligible
from incubator.applications.usecases.judge_checks import judge_checks
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.lapse_supplements import lapse_supplements
from incubator.applications.usecases.propose_ineligible import propose_ineligible
from incubator.applications.usecases.recall_supplement import recall_supplement
from incubator.applications.usecases.release_outcomes import release_outcomes
from incubator.applications.usecases.reopen_review import reopen_review
from incubator.applications.usecases.request_supplement import request_supplement
from incubator.applications.usecases.return_proposal import return_proposal
from incubator.applications.usecases.save_supplement import Answered, save_supplement
from incubator.applications.usecases.supply_supplement import supply_supplement
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import ApplicationState
from incubator.core.dates import kst
from incubator.core.errors import DomainError, NotFound
from incubator.db.session import session_now
from incubator.web import clock
from tests.factories.intake import ASKED, a_desk, a_due_day

A = ApplicationState
EVERYBODY = ("manager", "colleague", "head", "auditor", "representative", "editor", "viewer", "outsider")
MANAGERS = {"manager", "colleague"}
SECOND = {*MANAGERS, "head"}
WRITERS = {"representative", "editor"}
STATES = {
    "desk": A.IN_REVIEW, "asked": A.SUPPLEMENT_REQUESTED, "eligible": A.ELIGIBLE, "ineligible": A.INELIGIBLE,
    "withdrawn": A.WITHDRAWN,
}  # fmt: skip
SENSIBLE = 0.7
"""How often a step is one that may be taken; the others are any act by anybody, and mostly to be refused."""
LONG = 30
"""After so many steps a withdrawal is sensible, too; it ends the walk."""
FAR = kst(2026, 6, 1)
"""After every due time of these walks."""


class IntakeWalk(RuleBasedStateMachine):
    """`where` the application lies, how far the `check` is, which `list` it shows (open, good, bad), who `proposed`.

    Each step is a sensible one, or any act by anybody; the acts that must be refused are most of the latter.
    """

    @initialize(seed=st.integers(0, 10**9))
    def begin(self, seed):
        self.steps = 0
        self.random = Random(seed)
        lapse_supplements(now=FAR)  # what earlier walks left behind
        self.desk = a_desk()
        self.where, self.check, self.list, self.proposed, self.told = "desk", "none", "open", None, False

    @property
    def moves(self):
        """Act, who may do it just now, what the act is, and what it changes."""
        desk, checking = self.where == "desk", self.check in {"none", "open"}
        begun, decided = desk and self.check == "open", self.where in {"eligible", "ineligible"}
        proposed = desk and self.check == "proposed"
        on_desk = self.where in {"desk", "asked"} and checking
        over = self.where == "withdrawn" or (self.where == "ineligible" and self.told)
        return {
            "begin": (MANAGERS if self.where != "withdrawn" and self.check == "none" else (), begin_review, {"check": "open"}),
            "accept": (MANAGERS if on_desk else (), accept_proposals, {"check": "open"}),
            "pass all": (MANAGERS if on_desk else (), self._judge_good, {"check": "open", "list": "good"}),
            "fail one": (MANAGERS if on_desk else (), self._judge_bad, {"check": "open", "list": "bad"}),
            "ask": (MANAGERS if desk and checking else (), self._ask, {"check": "open", "where": "asked"}),
            "supply": (WRITERS if self.where == "asked" else (), self._supply, {"where": "desk"}),
            "lapse": (EVERYBODY, self._lapse, {"where": "desk"} if self.where == "asked" else {}),
            "recall": (MANAGERS if self.where == "asked" else (), self._recall, {"where": "desk"}),
            "eligible": (MANAGERS if begun and self.list == "good" else (), judge_eligible, {"where": "eligible", "check": "done"}),
            "propose": (MANAGERS if begun and self.list == "bad" else (), self._propose, {"check": "proposed"}),
            "confirm": (SECOND - {self.proposed} if proposed else (), confirm_ineligible, {"where": "ineligible", "check": "done"}),
            "return": (SECOND if proposed else (), self._give_back, {"check": "open"}),
            "release": (SECOND, self._release, {"told": self.told or decided}),
            "reopen": (({"head"} if self.told else SECOND) if decided else (), self._reopen, {"where": "desk", "check": "open", "told": False}),
            "withdraw": (() if over else {"representative"}, self._withdraw, {"where": "withdrawn", "check": "over"}),
        }  # fmt: skip

    @rule()
    def step(self):
        moves = self.moves
        every = [(name, who) for name in moves for who in EVERYBODY]
        good = [(name, who) for name, who in every if who in moves[name][0]]
        self.steps += 1
        acts = sorted({name for name, _ in good if name != "withdraw" or self.steps > LONG})
        acts = [name for name in acts if name not in taken] or acts
        if acts and self.random.random() < SENSIBLE:
            act = self.random.choice(acts)
            name, who = self.random.choice([move for move in good if move[0] == act])
        else:
            name, who = self.random.choice(every)
        allowed, act, change = moves[name]
        self._try(name, who, allowed=who in allowed, act=act, change=change)

    def _try(self, name, who, *, allowed, act, change):
        before = self._seen()
        try:
            act(actor=self.desk.actor(who), application_id=self.desk.application_id, now=clock.now())
        except DomainError as error:
            refused = str(error)
        else:
            refused = ""
        assert allowed is not bool(refused), f"{name} by {who}: {refused or 'let through'}"
        assert not refused or self._seen() == before
        if allowed:
            taken.add(name)
            vars(self).update(change)
            self.proposed = who if name == "propose" else self.proposed

    def _seen(self):
        application = self.desk.application()
        review = find_review(session_now(), self.desk.application_id)
        return (
            application.state,
            application.version,
            review and (review.state, review.version, review.proposed_by, review.decided_by),
            [(request.state, request.version) for request in self.desk.supplements()],
        )

    def _judge_good(self, **given):
        self._judge(given, lambda key: Judgement(key, Verdict.PASS, Ground.MET_BY_DOCUMENT))

    def _judge_bad(self, **given):
        self._judge(given, lambda key: Judgement(key, Verdict.FAIL, Ground.UNTRUE, "사실과 다름"))

    def _judge(self, given, judgement):
        judged = judge_checks(wanted=[judgement(key) for key in self.desk.row_keys()], **given)
        assert judged.refused == {}

    def _ask(self, **given):
        request_supplement(items=ASKED, note="", due_on=a_due_day(), **given)

    def _supply(self, **given):
        request = self._request()
        answers = {item.id: Answered("답합니다", item.version) for item in request.items}
        save_supplement(request_id=request.id, answers=answers, **given)
        supply_supplement(request_id=request.id, **given)

    def _recall(self, **given):
        recall_supplement(request_id=self._request().id, reason="까닭", **given)

    def _request(self):
        requests = self.desk.supplements()
        if not requests:
            raise NotFound
        return requests[0]

    def _propose(self, **given):
        propose_ineligible(reason="체납", **given)

    def _give_back(self, **given):
        return_proposal(reason="다시", **given)

    def _release(self, *, application_id, **given):
        count = release_outcomes(round_id=self.desk.world.round_id, **given)
        assert count == (self.where in {"eligible", "ineligible"} and not self.told)

    def _reopen(self, **given):
        reopen_review(reason="다시 봅니다", **given)

    def _withdraw(self, **given):
        withdraw_application(reason="", **given)

    def _lapse(self, **_given):
        """No person's act: whoever looks, time has passed or it has not."""
        assert lapse_supplements(now=FAR) == (self.where == "asked")

    @invariant()
    def states_agree(self):
        application = self.desk.application()

        assert application.state is STATES[self.where]
        secret = self.where in {"eligible", "ineligible"} and not self.told
        assert application.shown_state is (A.IN_REVIEW if secret else application.state)


taken = set()


def test_no_forbidden_step_is_reachable_at_the_intake_desk(clock):
    """Reproducible, so that the same walks are walked each time; together they take every step there is."""
    taken.clear()

    run_state_machine_as_test(
        IntakeWalk,
        settings=settings(max_examples=12, stateful_step_count=40, phases=(Phase.generate,), derandomize=True),
    )

    assert taken == {
        "begin", "accept", "pass all", "fail one", "ask", "supply", "lapse", "recall", "eligible", "propose", "confirm",
        "return", "release", "reopen", "withdraw",
    }  # fmt: skip
