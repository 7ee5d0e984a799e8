namespace Grpc.Core;

/// <summary>What the four asynchronous calls have in common: headers, status, trailers, disposal, over the caller's state object.</summary>
internal readonly struct AsyncCallState(
    Func<object, Task<Metadata>> responseHeadersAsync,
    Func<object, Status> getStatus,
    Func<object, Metadata> getTrailers,
    Action<object> dispose,
    object state)
{
    public AsyncCallState(Task<Metadata> responseHeadersAsync, Func<Status> getStatus, Func<Metadata> getTrailers, Action dispose)
        : this(
            static s => ((Parts)s).ResponseHeaders,
            static s => ((Parts)s).GetStatus(),
            static s => ((Parts)s).GetTrailers(),
            static s => ((Parts)s).Dispose(),
            new Parts(responseHeadersAsync, getStatus, getTrailers, dispose))
    {
    }

    public Task<Metadata> ResponseHeadersAsync() => responseHeadersAsync(state);

    public Status GetStatus() => getStatus(state);

    public Metadata GetTrailers() => getTrailers(state);

    public void Dispose() => dispose(state);

    /// <summary>The state object of calls made from functions without one.</summary>
    private sealed record Parts(Task<Metadata> ResponseHeaders, Func<Status> GetStatus, Func<Metadata> GetTrailers, Action Dispose);
}
