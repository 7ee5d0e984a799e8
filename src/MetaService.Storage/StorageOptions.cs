namespace MetaService.Storage;

/// <summary>Where articles are kept, and how much work may wait.</summary>
public sealed record StorageOptions
{
    /// <summary>Path of the database file; made where it does not exist, its folder too. A file of the same name plus <c>.lock</c> guards it.</summary>
    public required string Path { get; init; }

    /// <summary>Writes that may wait before callers have to: back-pressure, not loss. At least 1.</summary>
    public int MaxQueuedWrites { get; init; } = 1024;

    /// <summary>Writes that one transaction commits at most. At least 1.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>How long to wait for a lock that another program holds on the file, e.g. a backup tool.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads that run at the same time, each on a connection of its own. At least 1.</summary>
    public int MaxReaders { get; init; } = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);

    /// <summary>Pages of 8 KiB that the file may have; 0 for no limit. A write beyond it fails as on a full disk.</summary>
    public long MaxPages { get; init; }
}
