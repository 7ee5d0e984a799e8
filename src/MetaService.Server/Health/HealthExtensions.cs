using MetaService.Server.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MetaService.Server.Health;

/// <summary>Registers and maps the health service.</summary>
internal static class HealthExtensions
{
    /// <summary>Registers <see cref="HealthStatuses"/>, which other parts may set, and what <see cref="MapGrpcHealth"/> needs.</summary>
    public static IServiceCollection AddGrpcHealth(this IServiceCollection services)
    {
        services.TryAddSingleton<MappedServices>();
        services.TryAddSingleton<HealthStatuses>();
        return services;
    }

    /// <summary>Maps the health service. It knows every gRPC service that is mapped, itself included.</summary>
    public static void MapGrpcHealth(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<HealthService>();
}
