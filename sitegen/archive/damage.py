"""What a register of the archive says where it holds something else than a build wrote."""


class CodecError(ValueError):
    """What was to be read is not what was written."""
