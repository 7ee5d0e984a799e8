using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using MetaService.Protos.V1;
using MetaService.Server.Commands;
using Microsoft.AspNetCore.Builder;

namespace MetaService.Server.Tests;

/// <summary>The real server on a free loopback port with a database of its own, and a real client over HTTP/2.</summary>
public sealed class TestServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("metaservice-server-").FullName;
    private WebApplication? _app;
    private GrpcChannel? _channel;

    /// <summary>The running application.</summary>
    public WebApplication App => _app!;

    /// <summary>A channel to it.</summary>
    public GrpcChannel Channel => _channel!;

    /// <summary>A client of the metadata service.</summary>
    public MetadataService.MetadataServiceClient Client { get; private set; } = null!;

    /// <summary>Settings beside the defaults, as command-line arguments.</summary>
    public string[] Settings { get; init; } = [];

    public async Task InitializeAsync()
    {
        _app = await ServeCommand.BuildAsync(
            ["--urls", "http://127.0.0.1:0", "--Storage:Path", "test.db", "--Logging:LogLevel:Default", "Warning", .. Settings], _folder);
        await _app.StartAsync();
        _channel = GrpcChannel.ForAddress(_app.Urls.First(), new GrpcChannelOptions { MaxReceiveMessageSize = 64 << 20, MaxSendMessageSize = 64 << 20 });
        Client = new MetadataService.MetadataServiceClient(_channel);
    }

    public async Task DisposeAsync()
    {
        _channel?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A loopback port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The field violations that an error carries.</summary>
    public static IReadOnlyList<string> FieldsOf(RpcException error)
    {
        var bytes = error.Trailers.GetValueBytes("grpc-status-details-bin");
        Assert.NotNull(bytes);
        var status = Google.Rpc.Status.Parser.ParseFrom(bytes);
        Assert.Equal((int)error.StatusCode, status.Code);
        return [.. status.Details.Where(d => d.Is(Google.Rpc.BadRequest.Descriptor))
            .SelectMany(d => d.Unpack<Google.Rpc.BadRequest>().FieldViolations).Select(v => v.Field)];
    }
}
