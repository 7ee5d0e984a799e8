using Grpc.Net.Client;
using MetaService.Protos.V1;
using MetaService.Server.Commands;
using Microsoft.AspNetCore.Builder;

namespace MetaService.Benchmarks;

/// <summary>The real server on a free loopback port with a database in a temporary folder, and a real client.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly GrpcChannel _channel;

    private ServiceHost(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        _channel = GrpcChannel.ForAddress(app.Urls.First());
        Client = new MetadataService.MetadataServiceClient(_channel);
        Health = new Protos.Grpc.Health.V1.Health.HealthClient(_channel);
    }

    /// <summary>Client of the service.</summary>
    public MetadataService.MetadataServiceClient Client { get; }

    /// <summary>Client of the health service: its Check is the empty call that others are compared with.</summary>
    public Protos.Grpc.Health.V1.Health.HealthClient Health { get; }

    public static async Task<ServiceHost> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("metaservice-bench-").FullName;
        var app = await ServeCommand.BuildAsync(["--urls", "http://127.0.0.1:0", "--Storage:Path", "bench.db", "--Logging:LogLevel:Default", "Warning"], folder);
        await app.StartAsync();
        return new ServiceHost(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
