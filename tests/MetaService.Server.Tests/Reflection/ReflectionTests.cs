using Google.Protobuf.Reflection;
using Grpc.Core;
using MetaService.Protos.Grpc.Reflection.V1;
using MetaService.Server.Health;
using MetaService.Server.Reflection;
using MetaService.Server.Tests.GrpcContracts;
using MetaService.Server.Tests.Protos.Extended;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Request = MetaService.Protos.Grpc.Reflection.V1.ServerReflectionRequest;
using Response = MetaService.Protos.Grpc.Reflection.V1.ServerReflectionResponse;
using V1Alpha = MetaService.Protos.Grpc.Reflection.V1Alpha;

namespace MetaService.Server.Tests.Reflection;

/// <summary>Server reflection over HTTP/2 with the generated clients of both versions.</summary>
public sealed class ReflectionTests : IAsyncLifetime
{
    private const string ExtendedFile = "Reflection/extended.proto";
    private LoopbackServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(
            services => services.AddGrpcReflection().AddGrpcHealth().AddGrpc(),
            app =>
            {
                app.MapGrpcService<CallsService>();
                app.MapGrpcService<ExtendedService>();
                app.MapGrpcHealth();
                app.MapGrpcReflection();
            });
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Lists_every_mapped_service_in_order()
    {
        var response = await AskAsync(new Request { ListServices = "" });
        Assert.Equal(
            [
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
                "metaservice.tests.extended.v1.Extended", "metaservice.tests.v1.Calls",
            ],
            response.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("Extended")]
    [InlineData("Extended.Take")]
    [InlineData("Base")]
    [InlineData("Base.text")]
    [InlineData("Base.choice")]
    [InlineData("Base.Inner")]
    [InlineData("Base.Inner.time")]
    [InlineData("Base.Inner.Depth")]
    [InlineData("Base.Inner.DEPTH_SHALLOW")]
    [InlineData("Base.Inner.Depth.DEPTH_SHALLOW")]
    [InlineData("Colour")]
    [InlineData("COLOUR_RED")]
    [InlineData("Colour.COLOUR_RED")]
    [InlineData("early")]
    [InlineData("Holder.held")]
    public async Task Finds_the_file_of_a_symbol(string symbol)
    {
        var response = await AskAsync(new Request { FileContainingSymbol = $"metaservice.tests.extended.v1.{symbol}" });
        Assert.Equal([ExtendedFile, "google/protobuf/timestamp.proto"], FileNames(response));
    }

    [Theory]
    [InlineData("google.protobuf.Timestamp.seconds", "google/protobuf/timestamp.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.SERVING", "grpc/health/v1/health.proto")]
    [InlineData("google.rpc.BadRequest.FieldViolation", "google/rpc/error_details.proto")]
    [InlineData("google.rpc.Status", "google/rpc/status.proto")]
    public async Task Finds_the_file_of_an_imported_symbol_and_of_error_details(string symbol, string file)
    {
        var response = await AskAsync(new Request { FileContainingSymbol = symbol });
        Assert.Equal(file, FileNames(response)[0]);
    }

    [Fact]
    public async Task File_comes_with_all_that_it_imports_and_can_be_built_again()
    {
        var response = await AskAsync(new Request { FileByFilename = ExtendedFile });
        var files = response.FileDescriptorResponse.FileDescriptorProto;
        Assert.Equal([ExtendedFile, "google/protobuf/timestamp.proto"], FileNames(response));
        var built = FileDescriptor.BuildFromByteStrings(files.Reverse(), new Google.Protobuf.ExtensionRegistry());
        Assert.Equal("metaservice.tests.extended.v1.Extended", built[^1].Services.Single().FullName);
    }

    [Theory]
    [InlineData(110)]
    [InlineData(120)]
    [InlineData(130)]
    public async Task Finds_the_file_of_an_extension(int number)
    {
        var response = await AskAsync(new Request
        {
            FileContainingExtension = new() { ContainingType = "metaservice.tests.extended.v1.Base", ExtensionNumber = number },
        });
        Assert.Equal(ExtendedFile, FileNames(response)[0]);
    }

    [Theory]
    [InlineData("metaservice.tests.extended.v1.Base", new[] { 110, 120, 130 })]
    [InlineData("metaservice.tests.extended.v1.Base.Inner", new int[0])]
    public async Task Lists_the_extension_numbers_of_a_message(string message, int[] numbers)
    {
        var response = await AskAsync(new Request { AllExtensionNumbersOfType = message });
        Assert.Equal(message, response.AllExtensionNumbersResponse.BaseTypeName);
        Assert.Equal(numbers, response.AllExtensionNumbersResponse.ExtensionNumber);
    }

    public static TheoryData<Request> NotThere =>
    [
        new Request { FileByFilename = "no.proto" },
        new Request { FileByFilename = "" },
        new Request { FileContainingSymbol = "metaservice.tests.extended.v1" },
        new Request { FileContainingSymbol = ".metaservice.tests.extended.v1.Base" },
        new Request { FileContainingSymbol = "" },
        new Request { FileContainingExtension = new() { ContainingType = "metaservice.tests.extended.v1.Base", ExtensionNumber = 111 } },
        new Request { FileContainingExtension = new() { ContainingType = "no.Type", ExtensionNumber = 110 } },
        new Request { FileContainingExtension = new() },
        new Request { AllExtensionNumbersOfType = "no.Type" },
        new Request { AllExtensionNumbersOfType = "metaservice.tests.extended.v1.Colour" },
    ];

    [Theory]
    [MemberData(nameof(NotThere))]
    public async Task What_is_not_there_is_answered_with_not_found(Request request)
    {
        var response = await AskAsync(request);
        Assert.Equal(Response.MessageResponseOneofCase.ErrorResponse, response.MessageResponseCase);
        Assert.Equal(5, response.ErrorResponse.ErrorCode);
        Assert.NotEmpty(response.ErrorResponse.ErrorMessage);
        Assert.Equal(request, response.OriginalRequest);
    }

    [Fact]
    public async Task Request_for_nothing_is_an_invalid_argument_and_the_stream_goes_on()
    {
        using var call = new ServerReflection.ServerReflectionClient(_server.Connect()).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Request { Host = "example" });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(3, call.ResponseStream.Current.ErrorResponse.ErrorCode);
        Assert.Equal("example", call.ResponseStream.Current.ValidHost);
        Assert.Equal(new Request { Host = "example" }, call.ResponseStream.Current.OriginalRequest);

        await call.RequestStream.WriteAsync(new Request { ListServices = "*" });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.NotEmpty(call.ResponseStream.Current.ListServicesResponse.Service);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Older_version_gives_the_same_answers()
    {
        var client = new V1Alpha.ServerReflection.ServerReflectionClient(_server.Connect());
        var requests = new V1Alpha.ServerReflectionRequest[]
        {
            new() { Host = "h", ListServices = "" }, new() { FileByFilename = ExtendedFile }, new() { FileContainingSymbol = "no.Symbol" }, new(),
        };
        using var call = client.ServerReflectionInfo();
        foreach (var request in requests)
        {
            await call.RequestStream.WriteAsync(request);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(request, call.ResponseStream.Current.OriginalRequest);
            var same = await AskAsync(Request.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(request)));
            Assert.Equal(Google.Protobuf.MessageExtensions.ToByteArray(same), Google.Protobuf.MessageExtensions.ToByteArray(call.ResponseStream.Current));
        }
    }

    [Fact]
    public async Task Open_stream_does_not_hold_up_the_end_of_the_server()
    {
        using var call = new ServerReflection.ServerReflectionClient(_server.Connect()).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Request { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext());
        var stop = _server.StopAsync();

        // The server says UNAVAILABLE and resets the half of the stream that is still open; a client that meets the reset before it
        // has read the trailers reports INTERNAL.
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Contains(exception.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });
        await stop.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Open_stream_ends_with_unavailable_when_the_server_stops()
    {
        using var lifetime = new Stopping();
        var answers = new ReflectionAnswers(new MappedServices(new DefaultEndpointDataSource([])), lifetime);
        var streaming = answers.AnswerAllAsync<Request, Response>(new Silent(), null!, answers.Answer, CancellationToken.None);
        Assert.False(streaming.IsCompleted);
        lifetime.StopApplication();
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => streaming)).StatusCode);
    }

    [Fact]
    public async Task Whole_server_describes_the_metadata_service()
    {
        var whole = new TestServer();
        await whole.InitializeAsync();
        try
        {
            using var call = new ServerReflection.ServerReflectionClient(whole.Channel).ServerReflectionInfo();
            await call.RequestStream.WriteAsync(new Request { ListServices = "" });
            await call.RequestStream.WriteAsync(new Request { FileContainingSymbol = "metaservice.v1.MetadataService.ParseArticle" });
            await call.RequestStream.CompleteAsync();
            var answers = await call.ResponseStream.ReadAllAsync().ToListAsync();
            Assert.Contains("metaservice.v1.MetadataService", answers[0].ListServicesResponse.Service.Select(service => service.Name));
            Assert.Equal("metaservice/v1/metadata_service.proto", FileNames(answers[1])[0]);
        }
        finally
        {
            await whole.DisposeAsync();
        }
    }

    private static string[] FileNames(Response response) =>
        [.. response.FileDescriptorResponse.FileDescriptorProto.Select(bytes => FileDescriptorProto.Parser.ParseFrom(bytes).Name)];

    private async Task<Response> AskAsync(Request request)
    {
        using var call = new ServerReflection.ServerReflectionClient(_server.Connect()).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return await call.ResponseStream.ReadAllAsync().SingleAsync();
    }

    private sealed class ExtendedService : Extended.ExtendedBase;

    /// <summary>A caller that says nothing more.</summary>
    private sealed class Silent : IAsyncStreamReader<Request>
    {
        public Request Current => throw new InvalidOperationException("nothing was read");

        public Task<bool> MoveNext(CancellationToken cancellationToken) => new TaskCompletionSource<bool>().Task;
    }

    private sealed class Stopping : Microsoft.Extensions.Hosting.IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
