"""A closed room in which files that strangers made are read: a named function and bytes go in, a value comes out.

`sandboxed` marks a function, and whoever calls it need not know where it runs. The call goes over a socket (`calls`) to
a parent (`parent`), a process without threads that has the program loaded and forks a child for each task. The child
(`child`) gives up every open file and the right to open any, has a limited time and memory (`walls`, which the workers
of /sparql stand within too), and ends with its answer. What takes too much raises `Stopped` with a sentence that says
what to do; nobody else notices.
"""

from graph.sandbox.calls import start
from graph.sandbox.functions import sandboxed
from graph.sandbox.stops import Busy, Crashed, Stopped, TooMuchMemory, TooSlow

__all__ = ["Busy", "Crashed", "Stopped", "TooMuchMemory", "TooSlow", "sandboxed", "start"]
