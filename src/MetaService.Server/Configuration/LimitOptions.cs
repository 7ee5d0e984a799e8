using System.ComponentModel.DataAnnotations;

namespace MetaService.Server.Configuration;

/// <summary>Limits of the service; configuration section <c>Limits</c>.</summary>
public sealed class LimitOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>Longest text of an article, bytes of UTF-8; 1 to 16 MiB. Default 1 MiB.</summary>
    [Range(1, 16 << 20)]
    public int MaxTextBytes { get; set; } = 1 << 20;

    /// <summary>Articles that are parsed at the same time; 0 means one a processor.</summary>
    [Range(0, 1024)]
    public int MaxConcurrentExtractions { get; set; }

    /// <summary>Calls that may wait for their turn before further ones are turned away with RESOURCE_EXHAUSTED; 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingCalls { get; set; } = 1000;

    /// <summary>Longest page of ListArticles; 1 to 1,000.</summary>
    [Range(1, Storage.ArticleQuery.MaxPageSize)]
    public int MaxPageSize { get; set; } = 1000;

    /// <summary>How long running calls may take to end at shutdown, seconds; 0 to 600.</summary>
    [Range(0, 600)]
    public int DrainSeconds { get; set; } = 15;
}
