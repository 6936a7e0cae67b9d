"""The training plan of a learner: which sheet where and when, against what was done."""
