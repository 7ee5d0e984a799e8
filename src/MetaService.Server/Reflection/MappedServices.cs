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
    /// <exception cref="InvalidOperationException">The descriptor of a mapped service cannot be found.</exception>
    public IReadOnlyList<ServiceDescriptor> Services => _services.Value;

    private static ServiceDescriptor[] Find(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>())
            .OfType<GrpcMethodMetadata>()
            .DistinctBy(metadata => metadata.Method.ServiceName)
            .OrderBy(metadata => metadata.Method.ServiceName, StringComparer.Ordinal)
            .Select(DescriptorOf),
    ];

    /// <summary>
    /// The descriptor of a service is a static property of its generated class. An implementation names that class where it derives from
    /// the generated base; where its base was written by hand, the class stands beside those of the messages.
    /// </summary>
    private static ServiceDescriptor DescriptorOf(GrpcMethodMetadata mapped)
    {
        var named = mapped.ServiceType.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType;
        var beside = mapped.Method.GetType().GetGenericArguments().Append(mapped.ServiceType)
            .Select(type => type.Assembly).Distinct().SelectMany(assembly => assembly.GetTypes());
        return new[] { named }.Concat(beside.Where(type => type is { IsAbstract: true, IsSealed: true }))
            .Select(type => type?.GetProperty("Descriptor", typeof(ServiceDescriptor)))
            .Select(property => property?.GetValue(null) as ServiceDescriptor)
            .FirstOrDefault(descriptor => descriptor?.FullName == mapped.Method.ServiceName)
            ?? throw new InvalidOperationException($"There is no generated class for the service {mapped.Method.ServiceName}.");
    }
}
