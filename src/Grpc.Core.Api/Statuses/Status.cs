using System.Diagnostics;

namespace Grpc.Core;

/// <summary>The outcome of a call: a code and a message for the developer.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public struct Status
{
    /// <summary>Success, with an empty detail.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancelled, with an empty detail.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>Creates a status.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">A message that travels to the peer; may be empty.</param>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>Creates a status that remembers the exception behind it on this side of the connection.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">A message that travels to the peer; may be empty.</param>
    /// <param name="debugException">The local cause, or null; never sent.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>The message for the developer; empty when there is none.</summary>
    public string Detail { get; }

    /// <summary>The local cause, for debugging only; null when there is none. It is never sent over the wire.</summary>
    public Exception? DebugException { get; }

    /// <summary>Code, detail and, if there is one, type and message of the local cause.</summary>
    public override string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
