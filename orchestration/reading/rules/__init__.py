"""What a figure is in its sentence, as small rules asked in order.

context.py and when.py ask about the figure's clause, course.py remembers the sentence; answers, aside,
targets and told hold the rules for amounts, ratio_aside, ratio_bare and ratio_told those for per cent;
plain.py and ratio.py order them; proof.py goes over what they said with arithmetic.
"""
