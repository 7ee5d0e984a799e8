using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.DataBuilder.Lexicons;

/// <summary>Finds names that several entries claim although their rows do not say so.</summary>
internal static class AliasClashes
{
    /// <summary>Adds a problem for each full name of two people or two organisations that neither source row marks as shared.</summary>
    public static void Check(IEnumerable<KnowledgeEntry> entries, List<string> problems)
    {
        var claims = new Dictionary<(KnowledgeKind, ulong), (KnowledgeEntry Entry, string Name)>();
        foreach (var entry in entries.Where(e => e.Kind is KnowledgeKind.Organization))
        {
            foreach (var (name, marks) in entry.Names)
            {
                if ((marks & (AliasMarks.Skeleton | AliasMarks.LastName)) != 0)
                {
                    continue;
                }

                var key = (entry.Kind, NameWordReader.KeyOf(WithoutArticle(name)));
                if (!claims.TryAdd(key, (entry, name)) && claims[key] is var (other, _) && other != entry
                    && !IsShared(entry, name) && !IsShared(other, name))
                {
                    problems.Add($"{entry.Id} and {other.Id} both claim \"{name}\" and neither row says so");
                }
            }
        }
    }

    private static bool IsShared(KnowledgeEntry entry, string name) =>
        entry.Shared.Any(s => NameWordReader.KeyOf(WithoutArticle(s)) == NameWordReader.KeyOf(WithoutArticle(name)));

    private static string WithoutArticle(string name) => name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name[4..] : name;
}
