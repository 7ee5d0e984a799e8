namespace Grpc.Core;

/// <summary>The canonical gRPC status codes; the numbers are those on the wire.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, usually by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error of unknown kind, for example an exception that the handler did not turn into a status.</summary>
    Unknown = 2,

    /// <summary>The caller passed an argument that is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call completed.</summary>
    DeadlineExceeded = 4,

    /// <summary>A requested resource does not exist.</summary>
    NotFound = 5,

    /// <summary>The resource that the caller wanted to create exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known but may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a size limit or another resource is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call needs; retrying without changing the state is useless.</summary>
    FailedPrecondition = 9,

    /// <summary>The call was aborted, typically by a conflict between concurrent calls; a retry at a higher level may help.</summary>
    Aborted = 10,

    /// <summary>The call went past the valid range, which may grow later.</summary>
    OutOfRange = 11,

    /// <summary>The method is not implemented or not enabled.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the system is broken.</summary>
    Internal = 13,

    /// <summary>The service is unavailable at the moment; the same call may succeed later.</summary>
    Unavailable = 14,

    /// <summary>Data was lost or corrupted beyond recovery.</summary>
    DataLoss = 15,

    /// <summary>The call carries no valid authentication credentials.</summary>
    Unauthenticated = 16,
}
