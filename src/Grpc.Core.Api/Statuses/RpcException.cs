namespace Grpc.Core;

/// <summary>Thrown by a client when a call ends in a status other than OK, and by a handler to end its call in that status.</summary>
public class RpcException : Exception
{
    /// <summary>Creates the exception with the status as its message and no trailers.</summary>
    /// <param name="status">The status of the call.</param>
    public RpcException(Status status)
        : this(status, Metadata.Empty)
    {
    }

    /// <summary>Creates the exception with a message of the caller's and no trailers.</summary>
    /// <param name="status">The status of the call.</param>
    /// <param name="message">The message of the exception; it is not sent to the peer.</param>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Creates the exception with the status as its message.</summary>
    /// <param name="status">The status of the call.</param>
    /// <param name="trailers">The trailing metadata of the call.</param>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="status">The status of the call.</param>
    /// <param name="trailers">The trailing metadata of the call.</param>
    /// <param name="message">The message of the exception; it is not sent to the peer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trailers"/> is null.</exception>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The status of the call.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>, convenient in exception filters.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailing metadata of the call; empty when there is none.</summary>
    public Metadata Trailers { get; }
}
