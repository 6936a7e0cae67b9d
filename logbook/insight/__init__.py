"""What is only read, across features: the learner's pages, the class view, the three-party view."""
