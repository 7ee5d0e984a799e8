using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace MetaService.Extraction.Resources;

/// <summary>The data files built into this assembly, read in place: no copy, no file access.</summary>
public static class EmbeddedData
{
    private const string Prefix = "Data/";

    /// <summary>The bytes of <c>Data/<paramref name="name"/></c>, mapped with the assembly and valid for the life of the process.</summary>
    /// <exception cref="InvalidOperationException">No such data file was built in.</exception>
    public static unsafe ReadOnlySpan<byte> Bytes(string name)
    {
        var stream = Open(name);
        return new ReadOnlySpan<byte>(stream.PositionPointer, checked((int)stream.Length));
    }

    /// <summary>The non-empty lines of a UTF-8 table, without those that start with <c>#</c>.</summary>
    /// <exception cref="InvalidOperationException">No such data file was built in.</exception>
    public static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    /// <summary>The first eight hex digits of a SHA-256 over all data files: one build's data against another's.</summary>
    public static string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(Bytes(name[Prefix.Length..]));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    private static UnmanagedMemoryStream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name) as UnmanagedMemoryStream
        ?? throw new InvalidOperationException($"The data file Data/{name} is not part of this build.");
}
