namespace Grpc.Core;

/// <summary>The responses of a call with a stream of them; it ends when the handler does.</summary>
/// <typeparam name="T">The type of the responses.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
