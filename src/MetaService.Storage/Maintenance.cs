namespace MetaService.Storage;

/// <summary>What a check found.</summary>
/// <param name="Articles">Articles looked at.</param>
/// <param name="Problems">What is wrong, one sentence each, at most 100; empty where the file is sound.</param>
public sealed record CheckReport(long Articles, IReadOnlyList<string> Problems);

/// <summary>Size of the file and its parts.</summary>
/// <param name="Articles">Stored articles.</param>
/// <param name="FileBytes">Size of the database file, once the log is written back into it.</param>
/// <param name="WalBytes">Size of the write-ahead log beside it.</param>
/// <param name="FreeBytes">Part of the file that deletions left unused and later writes fill again.</param>
/// <param name="SchemaVersion">Number of the last migration.</param>
public sealed record StorageStatus(long Articles, long FileBytes, long WalBytes, long FreeBytes, int SchemaVersion);
