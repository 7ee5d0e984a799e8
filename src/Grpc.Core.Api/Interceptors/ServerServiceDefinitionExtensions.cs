namespace Grpc.Core.Interceptors;

/// <summary>Puts interceptors in front of the handlers of a service.</summary>
public static class ServerServiceDefinitionExtensions
{
    /// <summary>A definition whose handlers are reached through an interceptor.</summary>
    /// <param name="serverServiceDefinition">The definition to intercept, which stays as it is.</param>
    /// <param name="interceptor">The interceptor.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ServerServiceDefinition Intercept(this ServerServiceDefinition serverServiceDefinition, Interceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(serverServiceDefinition);
        ArgumentNullException.ThrowIfNull(interceptor);
        return new(binder => serverServiceDefinition.BindService(new InterceptingBinder(binder, interceptor)));
    }

    /// <summary>A definition whose handlers are reached through interceptors, the first one first.</summary>
    /// <param name="serverServiceDefinition">The definition to intercept, which stays as it is.</param>
    /// <param name="interceptors">The interceptors.</param>
    /// <exception cref="ArgumentNullException">An argument or an interceptor is null.</exception>
    public static ServerServiceDefinition Intercept(
        this ServerServiceDefinition serverServiceDefinition, params Interceptor[] interceptors)
    {
        ArgumentNullException.ThrowIfNull(serverServiceDefinition);
        ArgumentNullException.ThrowIfNull(interceptors);
        return interceptors.Reverse().Aggregate(serverServiceDefinition, Intercept);
    }

    private sealed class InterceptingBinder(ServiceBinderBase binder, Interceptor interceptor) : ServiceBinderBase
    {
        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(
                method,
                handler is null ? null : (request, context) => interceptor.UnaryServerHandler(request, context, handler));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(
                method,
                handler is null ? null : (requestStream, context) => interceptor.ClientStreamingServerHandler(requestStream, context, handler));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(
                method,
                handler is null ? null : (request, responseStream, context) => interceptor.ServerStreamingServerHandler(request, responseStream, context, handler));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
            binder.AddMethod(
                method,
                handler is null ? null : (requestStream, responseStream, context) => interceptor.DuplexStreamingServerHandler(requestStream, responseStream, context, handler));
    }
}
