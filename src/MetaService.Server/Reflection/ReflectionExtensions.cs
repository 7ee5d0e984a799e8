using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MetaService.Server.Reflection;

/// <summary>Registers and maps server reflection.</summary>
internal static class ReflectionExtensions
{
    /// <summary>Registers what <see cref="MapGrpcReflection"/> needs.</summary>
    public static IServiceCollection AddGrpcReflection(this IServiceCollection services)
    {
        services.TryAddSingleton<MappedServices>();
        services.TryAddSingleton<ReflectionAnswers>();
        return services;
    }

    /// <summary>Maps both versions of server reflection. They describe every gRPC service that is mapped, themselves included.</summary>
    public static void MapGrpcReflection(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<ReflectionV1Service>();
        endpoints.MapGrpcService<ReflectionV1AlphaService>();
    }
}
