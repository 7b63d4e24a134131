"""What does the system say of the process? None where it is not known."""

from builtins import OSError, int, len
from os import O_RDONLY, close, listdir, open, read
from sys import platform

STATM_BYTES = 256

DESCRIPTOR_FOLDER = {"linux": "/proc/self/fd", "darwin": "/dev/fd"}.get(platform)


def find_descriptor_limit():
    try:
        from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit
    except ImportError:
        return None
    limit = getrlimit(RLIMIT_NOFILE)[0]
    return None if limit == RLIM_INFINITY else limit


def find_page_bytes():
    if platform != "linux":
        return None
    from os import sysconf

    return sysconf("SC_PAGE_SIZE")


DESCRIPTOR_LIMIT = find_descriptor_limit()
PAGE_BYTES = find_page_bytes()


def read_system():
    """Returns the resident set in bytes, and the entry `system` of a reading."""
    address_space, resident = read_pages()
    return resident or 0, {
        "residentBytes": None,
        "uncountedBytes": None,
        "descriptors": count_descriptors(),
        "descriptorLimit": DESCRIPTOR_LIMIT,
        "addressSpaceGiB": None if address_space is None else address_space >> 30,
        "active": {},
    }


def read_pages():
    """Returns the address space and the resident set in bytes."""
    if PAGE_BYTES is None:
        return None, None
    try:
        descriptor = open("/proc/self/statm", O_RDONLY)
    except OSError:
        return None, None
    fields = read(descriptor, STATM_BYTES).split()
    close(descriptor)
    return int(fields[0]) * PAGE_BYTES, int(fields[1]) * PAGE_BYTES


def count_descriptors():
    """Without the one that lists them."""
    if DESCRIPTOR_FOLDER is None:
        return None
    try:
        return len(listdir(DESCRIPTOR_FOLDER)) - 1
    except OSError:
        return None
