"""What holds for every test."""

import signal

from hypothesis import HealthCheck, settings

# No test is about time, so properties have no deadline, however busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# A shell starts what it puts in the background deaf to Ctrl-C, and that is handed on to every process the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
