using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>What the linking of one article shares between its steps.</summary>
internal sealed class LinkContext
{
    public required DocumentWords Words { get; init; }

    public required List<NameMention> Names { get; init; }

    /// <summary>The name that covers a word, or null.</summary>
    public required NameMention?[] Owner { get; init; }

    public required KnowledgeBase Knowledge { get; init; }

    public required ActorLexicon Lexicon { get; init; }

    public required CountryTable Countries { get; init; }

    public required Region Region { get; init; }

    public required HeaderInfo Header { get; init; }

    public required IReadOnlyList<ResolvedPlace> Places { get; init; }

    public required TitleFinder Titles { get; init; }

    /// <summary>The publication day as yyyymmdd, 0 where not known.</summary>
    public int Day { get; init; }

    /// <summary>The first focus country; without a region the country named most often; or null.</summary>
    public string? Home
    {
        get
        {
            if (!_homeKnown)
            {
                (_home, _homeKnown) = (Region.Focus is [var first, ..] ? first.Code : MostNamed(), true);
            }

            return _home;
        }
    }

    private string? _home;
    private bool _homeKnown;

    /// <summary>Position of a country among the focus countries, then among the mentioned ones; <see cref="int.MaxValue"/> where not named.</summary>
    public int FocusRank(string? country)
    {
        if (country is null)
        {
            return int.MaxValue;
        }

        for (var i = 0; i < Region.Focus.Count; i++)
        {
            if (Region.Focus[i].Code == country)
            {
                return i;
            }
        }

        for (var i = 0; i < Region.Mentioned.Count; i++)
        {
            if (Region.Mentioned[i].Code == country)
            {
                return 10 + i;
            }
        }

        return int.MaxValue;
    }

    /// <summary>How an office stands to the article's day: current, former or future. Without a day it counts as current.</summary>
    public string Status(KnowledgeRole role)
    {
        if (Day == 0)
        {
            return role.To == 0 ? "current" : "former";
        }

        return role.To != 0 && Latest(role.To) < Day ? "former" : role.From > Day ? "future" : "current";
    }

    /// <summary>Whether the office is held on the article's day.</summary>
    public bool IsCurrent(KnowledgeRole role) => Day == 0 || Status(role) == "current";

    /// <summary>Whether an organisation existed on the article's day, as far as known.</summary>
    public bool Existed(int entry) => Day == 0 || (Knowledge.From(entry) <= Day && (Knowledge.To(entry) == 0 || Latest(Knowledge.To(entry)) >= Day));

    private string? MostNamed() => Names.Where(n => n.Country is not null).GroupBy(n => n.Country!.Code, StringComparer.Ordinal).MaxBy(g => g.Count())?.Key;

    private static int Latest(int date) => date % 10000 == 0 ? date + 1231 : date % 100 == 0 ? date + 31 : date;
}
