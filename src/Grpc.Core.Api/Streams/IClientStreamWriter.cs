namespace Grpc.Core;

/// <summary>The requests of a call with a stream of them.</summary>
/// <typeparam name="T">The type of the requests.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the stream. Call it once, after the last write has completed.</summary>
    Task CompleteAsync();
}
