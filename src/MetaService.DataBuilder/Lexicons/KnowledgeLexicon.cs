using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.DataBuilder.Lexicons;

/// <summary>Checks the tables of people and bodies and builds <c>knowledge.bin</c> from them.</summary>
internal static class KnowledgeLexicon
{
    private const int ShownProblems = 50;

    /// <summary>Writes the file; 1, and nothing written, where the tables have problems.</summary>
    public static int Build(string folder, string file)
    {
        var problems = new List<string>();
        var bytes = Build(folder, problems, out var summary);
        if (problems.Count > 0)
        {
            Console.Error.WriteLine($"{problems.Count} problems in {folder}:");
            problems.Take(ShownProblems).ToList().ForEach(Console.Error.WriteLine);
            return 1;
        }

        File.WriteAllBytes(file, bytes);
        Console.WriteLine(summary);
        return 0;
    }

    /// <summary>Builds the bytes, reads them back and looks every name up in them; what is wrong goes to <paramref name="problems"/>.</summary>
    public static byte[] Build(string folder, List<string> problems, out string summary)
    {
        var entries = KnowledgeSource.Read(folder, problems);
        var bytes = KnowledgeWriter.Write(entries);
        var knowledge = KnowledgeBase.Load(bytes);
        var names = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (knowledge.Id(i) != entry.Id || knowledge.Name(i) != entry.Name || (knowledge.Country(i) ?? "") != entry.Country || knowledge.Type(i) != entry.Type
                || knowledge.RoleCount(i) != entry.Roles.Count || !entry.Roles.Select((r, n) => knowledge.Role(i, n) == r).All(same => same))
            {
                problems.Add($"{entry.Id} does not read back as it was written");
            }

            foreach (var (name, marks) in entry.Names)
            {
                names++;
                var key = (marks & AliasMarks.Skeleton) != 0 ? NameSkeleton.KeyOf(name) : NameWordReader.KeyOf(name);
                if (key != 0 && !knowledge.ClaimsOfKey(key).Any(c => c.Entry == i))
                {
                    problems.Add($"{entry.Id}: \"{name}\" is not found again");
                }
            }
        }

        summary = $"knowledge.bin: {entries.Count} entries, {names} names, {bytes.Length:N0} bytes";
        return bytes;
    }
}
