using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MetaService.DataBuilder.Gazetteers;

/// <summary><c>gazetteer</c>: builds the gazetteer file, reads it back and checks it.</summary>
internal static class GazetteerCommand
{
    public static int Run(string[] args)
    {
        var options = Options.Parse(args, ["--cities", "--admin", "--list", "--out"], []);
        var reader = new GazetteerReader();
        reader.ReadDivisions(options.Required("--admin"));
        reader.ReadCities(options.Required("--cities"));
        reader.ReadList(options.Required("--list"));
        var bytes = new GazetteerWriter(reader).Write();
        var checkedNames = Validate(reader, bytes);
        File.WriteAllBytes(options.Required("--out"), bytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{reader.Entries.Count} places, {checkedNames} names read back, {bytes.Length} bytes, sha256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}"));
        return 0;
    }

    /// <summary>Looks up every place by its own name in the finished bytes.</summary>
    private static unsafe int Validate(GazetteerReader reader, byte[] bytes)
    {
        var memory = (byte*)NativeMemory.Alloc((nuint)bytes.Length);
        try
        {
            bytes.CopyTo(new Span<byte>(memory, bytes.Length));
            var gazetteer = new Extraction.Places.Gazetteer(memory, bytes.Length);
            var found = new int[100_000];
            var names = 0;
            for (var i = 0; i < reader.Entries.Count; i++)
            {
                var entry = reader.Entries[i];
                foreach (var name in entry.Names.Where(n => Extraction.Places.GazetteerFormat.Key(n).Length >= 2).Take(1))
                {
                    names++;
                    if (!found.AsSpan(0, gazetteer.Find(name, found)).Contains(i))
                    {
                        throw new UsageException($"the finished file does not find {name}");
                    }
                }

                if (gazetteer[i].Name != entry.Name || gazetteer[i].Country != entry.Country || gazetteer[i].Kind != entry.Kind)
                {
                    throw new UsageException($"the finished file holds another place than {entry.Name}");
                }
            }

            return names;
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }
}
