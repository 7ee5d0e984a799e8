using Grpc.Core;
using Grpc.Core.Interceptors;
using MetaService.Server.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetaService.Server.Tests.GrpcContracts;

public sealed class InterceptorTests : IAsyncLifetime
{
    private readonly List<string> _log = [];
    private LoopbackServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(
            services => services.AddSingleton(_log).AddGrpc(options =>
            {
                options.Interceptors.Add<LoggingInterceptor>("server 1", _log);
                options.Interceptors.Add<LoggingInterceptor>("server 2", _log);
            }),
            app => app.MapGrpcService<CallsService>());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Every_kind_of_call_goes_through_client_and_server_interceptors_in_order()
    {
        var client = new Calls.CallsClient(_server.Connect().Intercept(new LoggingInterceptor("client 1", _log), new LoggingInterceptor("client 2", _log)));

        Assert.Equal("a", client.Echo(new EchoRequest { Text = "a" }).Text);
        AssertLog("BlockingUnaryCall", "UnaryServerHandler");
        Assert.Equal("a", (await client.EchoAsync(new EchoRequest { Text = "a" })).Text);
        AssertLog("AsyncUnaryCall", "UnaryServerHandler");
        using (var call = client.Sum())
        {
            await call.RequestStream.WriteAsync(new NumberRequest { Value = 4 });
            await call.RequestStream.CompleteAsync();
            Assert.Equal(4, (await call).Value);
        }

        AssertLog("AsyncClientStreamingCall", "ClientStreamingServerHandler");
        using (var call = client.Count(new NumberRequest { Value = 3 }))
        {
            Assert.Equal(3, await call.ResponseStream.ReadAllAsync().CountAsync());
        }

        AssertLog("AsyncServerStreamingCall", "ServerStreamingServerHandler");
        using (var call = client.Twice())
        {
            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext());
        }

        AssertLog("AsyncDuplexStreamingCall", "DuplexStreamingServerHandler");
    }

    [Fact]
    public async Task Chained_interception_puts_the_last_one_first()
    {
        var invoker = _server.Connect().Intercept(new LoggingInterceptor("inner", _log)).Intercept(new LoggingInterceptor("outer", _log));
        await new Calls.CallsClient(invoker).EchoAsync(new EchoRequest());
        Assert.Equal(["outer AsyncUnaryCall", "inner AsyncUnaryCall"], _log.Take(2));
    }

    [Fact]
    public async Task Header_function_sees_the_headers_and_replaces_them()
    {
        var invoker = _server.Connect().Intercept(headers =>
        {
            headers.Add("x-added", headers.Count.ToString());
            return headers;
        });
        var client = new Calls.CallsClient(invoker);

        using var bare = client.EchoAsync(new EchoRequest());
        Assert.Equal("0", (await bare.ResponseHeadersAsync).GetValue("x-added"));
        using var withHeader = client.EchoAsync(new EchoRequest(), new Metadata { { "x-own", "y" } });
        Assert.Equal("1", (await withHeader.ResponseHeadersAsync).GetValue("x-added"));
        Assert.Equal("y", (await withHeader.ResponseHeadersAsync).GetValue("x-own"));
    }

    [Fact]
    public async Task Interceptor_may_answer_in_place_of_the_call()
    {
        var client = new Calls.CallsClient(_server.Connect().Intercept(new AnsweringInterceptor()));
        using var call = client.EchoAsync(new EchoRequest());
        Assert.Equal("from the interceptor", (await call).Text);
        Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue("x-h"));
        Assert.Equal("2", call.GetTrailers().GetValue("x-t"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(_log);
    }

    [Fact]
    public async Task Exception_of_a_server_interceptor_becomes_the_status()
    {
        await using var strict = await LoopbackServer.StartAsync(
            services => services.AddGrpc(options => options.Interceptors.Add<RefusingInterceptor>()), app => app.MapGrpcService<CallsService>());
        var client = new Calls.CallsClient(strict.Connect());
        Assert.Equal(StatusCode.PermissionDenied, Assert.Throws<RpcException>(() => client.Echo(new EchoRequest())).StatusCode);
        Assert.Equal("yes", client.Echo(new EchoRequest { Text = "yes" }, new Metadata { { "x-pass", "1" } }).Text);
    }

    [Fact]
    public async Task Intercepted_service_definition_binds_intercepted_handlers()
    {
        var definition = Calls.BindService(new CallsService()).Intercept(new LoggingInterceptor("first", _log), new LoggingInterceptor("second", _log));
        await using var bound = await LoopbackServer.StartAsync(services => services.AddGrpc(), app => app.MapGrpcService(_ => definition));
        await new Calls.CallsClient(bound.Connect()).EchoAsync(new EchoRequest());
        Assert.Equal(["first UnaryServerHandler", "second UnaryServerHandler"], _log);
    }

    [Fact]
    public void Service_definition_refuses_a_method_twice()
    {
        var method = new Method<string, string>(MethodType.Unary, "s", "m", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        var builder = ServerServiceDefinition.CreateBuilder().AddMethod(method, (UnaryServerMethod<string, string>)((request, _) => Task.FromResult(request)));
        Assert.Throws<ArgumentException>(() => builder.AddMethod(method, (UnaryServerMethod<string, string>)((request, _) => Task.FromResult(request))));
    }

    [Fact]
    public void Client_for_test_doubles_has_no_calls()
    {
        Assert.Throws<NotImplementedException>(() => new DoubleClient().Echo(new EchoRequest()));
        Assert.Throws<NotImplementedException>(() => new DoubleClient().Twice());
    }

    [Fact]
    public void WithHost_sets_the_authority_that_interceptors_see()
    {
        var seen = new HostRecordingInterceptor();
        var client = new Calls.CallsClient(_server.Connect().Intercept(seen));
        client.Echo(new EchoRequest());
        client.WithHost("other.example").Echo(new EchoRequest());
        client.WithHost("other.example").WithHost(null).Echo(new EchoRequest());
        Assert.Equal([null, "other.example", null], seen.Hosts);
    }

    private void AssertLog(string clientEvent, string serverEvent)
    {
        Assert.Equal([$"client 1 {clientEvent}", $"client 2 {clientEvent}", $"server 1 {serverEvent}", $"server 2 {serverEvent}"], _log);
        _log.Clear();
    }

    private sealed class DoubleClient : Calls.CallsClient;

    private sealed class HostRecordingInterceptor : Interceptor
    {
        public List<string?> Hosts { get; } = [];

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            Hosts.Add(context.Host);
            return continuation(request, context);
        }
    }

    private sealed class AnsweringInterceptor : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            new(
                Task.FromResult((TResponse)(object)new EchoReply { Text = "from the interceptor" }),
                Task.FromResult(new Metadata { { "x-h", "1" } }),
                () => Status.DefaultSuccess,
                () => new Metadata { { "x-t", "2" } },
                () => { });
    }

    private sealed class RefusingInterceptor : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            context.RequestHeaders.Get("x-pass") is null
                ? throw new RpcException(new Status(StatusCode.PermissionDenied, "no"))
                : continuation(request, context);
    }
}
