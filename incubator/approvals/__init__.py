"""Internal approval: a draft goes along its line of signatures until somebody who may decides."""
