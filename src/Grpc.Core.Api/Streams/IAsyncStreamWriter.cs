namespace Grpc.Core;

/// <summary>A stream of messages to the peer. Only one write may be pending at a time.</summary>
/// <typeparam name="T">The type of the messages.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the following messages are written; null for the defaults.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message. The task completes when the peer's flow control has taken it, not when the peer has read it.</summary>
    /// <param name="message">The message.</param>
    Task WriteAsync(T message);

    /// <summary>Writes a message, with a way to give up.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancelling ends the whole call.</param>
    /// <exception cref="NotSupportedException">The token can be cancelled and this writer cannot honour that.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This stream writer does not support the cancellation of a write.")
        : WriteAsync(message);
}
