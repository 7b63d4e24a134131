"""The harness in CPython, in a package so that no module of a scenario has its name.

Its modules import by name what they use, built-in functions too: a scenario may replace
any of them afterwards without an effect on its readings.
"""
