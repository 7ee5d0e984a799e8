using MetaService.Extraction;
using MetaService.Server.Configuration;
using MetaService.Server.Health;
using MetaService.Server.Interceptors;
using MetaService.Server.Reflection;
using MetaService.Server.Services;
using MetaService.Server.Validation;
using MetaService.Storage;
using Microsoft.Extensions.Options;

namespace MetaService.Server.Commands;

/// <summary><c>serve</c>: the gRPC server.</summary>
internal static class ServeCommand
{
    private static readonly string[] _addressKeys = ["urls", "http_ports", "https_ports"];
    private const string DefaultUrl = "http://127.0.0.1:50051";

    /// <summary>Serves until told to stop. 0 after a drained shutdown, 1 where it could not start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args, Environment.CurrentDirectory);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is OptionsValidationException or StorageException or IOException or InvalidOperationException or FormatException)
        {
            await Console.Error.WriteLineAsync($"cannot start: {e.Message}");
            return 1;
        }
    }

    /// <summary>The configured server, not yet started.</summary>
    /// <param name="args">Command line: <c>--urls</c>, <c>--Storage:Path</c> and any other setting.</param>
    /// <param name="folder">Folder that a relative storage path counts from.</param>
    public static async Task<WebApplication> BuildAsync(string[] args, string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (!ListensSomewhere(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<StorageSettings>().BindConfiguration(StorageSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        var limits = builder.Configuration.GetSection(LimitOptions.Section).Get<LimitOptions>() ?? new LimitOptions();
        var storage = builder.Configuration.GetSection(StorageSettings.Section).Get<StorageSettings>() ?? new StorageSettings();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(limits.DrainSeconds));
        builder.Services.AddGrpc(o =>
        {
            o.Interceptors.Add<ErrorInterceptor>();
            o.MaxReceiveMessageSize = limits.MaxTextBytes + (64 << 10);
            o.ResponseCompressionAlgorithm = "gzip";
            o.ResponseCompressionLevel = System.IO.Compression.CompressionLevel.Fastest;
        });
        builder.Services.AddGrpcHealth();
        builder.Services.AddGrpcReflection();

        var store = await ArticleStore.OpenAsync(
            new StorageOptions { Path = Path.GetFullPath(storage.Path, folder) }, TimeProvider.System, CancellationToken.None);
        builder.Services.AddSingleton(_ => store);
        builder.Services.AddSingleton(WarmExtractor());
        builder.Services.AddSingleton<ExtractionGate>();
        builder.Services.AddSingleton<ArticleValidator>();
        builder.Services.AddSingleton<BulkIngest>();
        builder.Services.AddSingleton<ErrorMapping>();

        var app = builder.Build();
        app.MapGrpcService<MetadataGrpcService>();
        app.MapGrpcHealth();
        app.MapGrpcReflection();
        return app;
    }

    private static bool ListensSomewhere(ConfigurationManager configuration) =>
        _addressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    /// <summary>An extractor whose data is loaded and whose code is compiled, so that the first caller does not pay for it.</summary>
    private static MetadataExtractor WarmExtractor()
    {
        var extractor = new MetadataExtractor();
        extractor.Extract(new Article("2019/08/24 | 10:00\n\nBaghdad - The ministry said on Monday that work had begun.", ArticleContext.Empty));
        return extractor;
    }
}
