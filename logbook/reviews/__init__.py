"""The mentor's week, the supervisor's and the teacher's ratings, remarks and commitments."""
