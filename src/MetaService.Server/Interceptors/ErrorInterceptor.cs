using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Connections;

namespace MetaService.Server.Interceptors;

/// <summary>Gives every failed call its status, and new calls are turned away while the service drains.</summary>
internal sealed class ErrorInterceptor(IHostApplicationLifetime lifetime, ErrorMapping errors) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(request, context));

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(requestStream, context));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, async () =>
        {
            await continuation(requestStream, responseStream, context);
            return true;
        });

    private async Task<T> GuardAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested && !context.Method.StartsWith("/grpc.health.", StringComparison.Ordinal))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the service is shutting down"));
        }

        try
        {
            return await call();
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw DateTime.UtcNow >= context.Deadline
                ? new RpcException(new Status(StatusCode.DeadlineExceeded, "the deadline passed before the call was done"))
                : new RpcException(new Status(StatusCode.Cancelled, "the caller cancelled the call"));
        }
        catch (IOException e) when (e is ConnectionResetException || e.InnerException is ConnectionAbortedException or ConnectionResetException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "the caller is gone"));
        }
        catch (Exception e)
        {
            throw errors.ToRpc(e, context.Method);
        }
    }
}
