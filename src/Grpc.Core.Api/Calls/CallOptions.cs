namespace Grpc.Core;

/// <summary>Options of one call. A value; the <c>With</c> methods give changed copies.</summary>
public struct CallOptions
{
    private Metadata? _headers;
    private DateTime? _deadline;
    private CancellationToken _cancellationToken;
    private WriteOptions? _writeOptions;
    private ContextPropagationToken? _propagationToken;
    private CallCredentials? _credentials;
    private bool _waitForReady;

    /// <summary>Creates options.</summary>
    /// <param name="headers">Metadata sent at the start of the call; null for none.</param>
    /// <param name="deadline">When the call must be over; null for never.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <param name="writeOptions">How messages are written; null for the defaults.</param>
    /// <param name="propagationToken">Deadline and cancellation of the server call that makes this call; null for none.</param>
    /// <param name="credentials">Credentials of this call; null for none.</param>
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null,
        ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null)
    {
        _headers = headers;
        _deadline = deadline;
        _cancellationToken = cancellationToken;
        _writeOptions = writeOptions;
        _propagationToken = propagationToken;
        _credentials = credentials;
    }

    /// <summary>Metadata sent at the start of the call; null for none.</summary>
    public readonly Metadata? Headers => _headers;

    /// <summary>When the call must be over; null for never.</summary>
    public readonly DateTime? Deadline => _deadline;

    /// <summary>Ends the call early.</summary>
    public readonly CancellationToken CancellationToken => _cancellationToken;

    /// <summary>How messages are written; null for the defaults.</summary>
    public readonly WriteOptions? WriteOptions => _writeOptions;

    /// <summary>Deadline and cancellation of the server call that makes this call; null for none.</summary>
    public readonly ContextPropagationToken? PropagationToken => _propagationToken;

    /// <summary>Credentials of this call; null for none.</summary>
    public readonly CallCredentials? Credentials => _credentials;

    /// <summary>True when the call waits for a connection instead of failing at once while there is none.</summary>
    public readonly bool IsWaitForReady => _waitForReady;

    /// <summary>A copy with other headers.</summary>
    /// <param name="headers">Metadata sent at the start of the call.</param>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { _headers = headers };

    /// <summary>A copy with another deadline.</summary>
    /// <param name="deadline">When the call must be over.</param>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { _deadline = deadline };

    /// <summary>A copy with another cancellation token.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { _cancellationToken = cancellationToken };

    /// <summary>A copy with other write options.</summary>
    /// <param name="writeOptions">How messages are written.</param>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { _writeOptions = writeOptions };

    /// <summary>A copy with another propagation token.</summary>
    /// <param name="propagationToken">Deadline and cancellation of the server call that makes this call.</param>
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) =>
        this with { _propagationToken = propagationToken };

    /// <summary>A copy with other credentials.</summary>
    /// <param name="credentials">Credentials of this call.</param>
    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { _credentials = credentials };

    /// <summary>A copy that waits, or does not wait, for a connection.</summary>
    /// <param name="waitForReady">True to wait.</param>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { _waitForReady = waitForReady };
}
