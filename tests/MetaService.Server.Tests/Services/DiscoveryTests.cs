using Grpc.Core;
using MetaService.Protos.Grpc.Reflection.V1;
using HealthV1 = MetaService.Protos.Grpc.Health.V1;

namespace MetaService.Server.Tests.Services;

public class DiscoveryTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Service = "metaservice.v1.MetadataService";

    [Fact]
    public async Task Reflection_lists_the_metadata_service()
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Contains(call.ResponseStream.Current.ListServicesResponse.Service, s => s.Name == Service);
        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task Health_knows_the_metadata_service()
    {
        var reply = await new HealthV1.Health.HealthClient(server.Channel).CheckAsync(new HealthV1.HealthCheckRequest { Service = Service });
        Assert.Equal(HealthV1.HealthCheckResponse.Types.ServingStatus.Serving, reply.Status);
    }
}
