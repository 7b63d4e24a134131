"""The child process in CPython: describes a twin, or runs one of its variants.

Started as `python3 -I -B -X utf8 harness.py`. Isolated mode leaves the folder of the
script out of sys.path, so it is put there while the harness loads. The protocol is that
of src/model/event.ts.
"""

import os
import sys

folder = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, folder)

from leaklab_harness.main import main  # noqa: E402

sys.path.remove(folder)
main()
