using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace MetaService.Server.Reflection;

/// <summary>The gRPC services that the server's endpoints lead to, so that none has to be registered twice.</summary>
internal sealed class MappedServices(EndpointDataSource endpoints)
{
    private readonly Lazy<IReadOnlyList<ServiceDescriptor>> _services = new(() => Find(endpoints));

    /// <summary>
    /// The services in alphabetical order of their full names. Found when first asked for, which must be after all endpoints are mapped.
    /// </summary>
    public IReadOnlyList<ServiceDescriptor> Services => _services.Value;

    private static ServiceDescriptor[] Find(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
            .OfType<GrpcMethodMetadata>()
            .Select(metadata => metadata.ServiceType)
            .Distinct()
            .Select(DescriptorOf)
            .OfType<ServiceDescriptor>()
            .DistinctBy(service => service.FullName)
            .OrderBy(service => service.FullName, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The descriptor of a service implementation: its generated base names the static class that holds it. Null for a service that
    /// was not generated from a proto.
    /// </summary>
    private static ServiceDescriptor? DescriptorOf(Type implementation) =>
        implementation.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType
            .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
}
