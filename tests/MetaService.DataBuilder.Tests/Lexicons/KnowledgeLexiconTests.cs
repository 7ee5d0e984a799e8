using MetaService.DataBuilder.Lexicons;
using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.DataBuilder.Tests.Lexicons;

public sealed class KnowledgeLexiconTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lexicon-tests").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Good_tables_build_and_read_back()
    {
        Write(
            people: "jan-vos\tJan Vos\tJ. Vos|Johannes Vos\t\tNL\tMayor @ Dorp @ 2001-02 @ 2009|Minister @ Dutch Ministry of Dikes @ 2010-01-05 @\tpolitician\t",
            orgs: "dike-board\tDike Board (Netherlands)\tDike Board|Board of Dikes\tDB\tGOVERNMENT\tNL\t\t1990\t\tNLDGOV\tweak alias (short or an ordinary word): DB");
        var problems = new List<string>();
        var knowledge = KnowledgeBase.Load(KnowledgeLexicon.Build(_folder, problems, out _));
        Assert.Empty(problems);
        var board = knowledge.Claims("Dike Board").Single().Entry;
        Assert.Equal("Dike Board", knowledge.Name(board));
        Assert.Equal(AliasMarks.Acronym | AliasMarks.Weak, knowledge.Claims("DB").Single().Marks);
        var vos = knowledge.Claims("Johannes Vos").Single().Entry;
        Assert.Equal(new KnowledgeRole("Mayor", "Dorp", 20010200, 20090000), knowledge.Role(vos, 0));
        Assert.Equal(new KnowledgeRole("Minister", "Dutch Ministry of Dikes", 20100105, 0), knowledge.Role(vos, 1));
        Assert.Equal(AliasMarks.LastName, knowledge.Claims("Vos").Single().Marks);
    }

    [Theory]
    [InlineData("Jan Vos\tJan Vos\t\t\tNL\t\tpolitician\t", "", "malformed id")]
    [InlineData("jan-vos\tJan Vos\t\t\tHolland\t\tpolitician\t", "", "country")]
    [InlineData("jan-vos\tJan Vos\t\t\tNL\t\twizard\t", "", "kind")]
    [InlineData("jan-vos\tJan Vos\t\t\tNL\tMayor @ Dorp @ 2009 @ 2001\tpolitician\t", "", "role")]
    [InlineData("jan-vos\tJan Vos\t\t\tNL\tMayor @ Dorp @ 2009-13 @\tpolitician\t", "", "role")]
    [InlineData("jan-vos\tJan Vos\t\t\tNL\tMayor @ Dorp\tpolitician\t", "", "role")]
    [InlineData("jan-vos\tJan Vos\t\t\tNL\tpolitician\t", "", "cells")]
    [InlineData("", "a\tAlpha\t\t\tGUILD\tNL\t\t\t\t\t", "unknown type")]
    [InlineData("", "a\tAlpha\t\t\tPARTY\tNL\tnobody\t\t\t\t", "parent")]
    [InlineData("", "a\tAlpha\t\t\tPARTY\tNL\t\t2001-02-30\t\t\t", "dates")]
    [InlineData("", "a\tAlpha\t\t\tPARTY\tNL\t\t\t\t\t\na\tBeta\t\t\tPARTY\tNL\t\t\t\t\t", "twice")]
    [InlineData("", "a\tAlpha\tNorth List\t\tPARTY\tNL\t\t\t\t\t\nb\tBeta\tThe North List\t\tPARTY\tBE\t\t\t\t\t", "both claim")]
    public void Mistakes_are_named(string people, string orgs, string expected)
    {
        Write(people, orgs);
        var problems = new List<string>();
        KnowledgeLexicon.Build(_folder, problems, out _);
        Assert.Contains(problems, p => p.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_shared_alias_that_is_noted_is_no_mistake()
    {
        Write("", "a\tAlpha\tNorth List\t\tPARTY\tNL\t\t\t\t\tambiguous alias North List: also b\nb\tBeta\tNorth List\t\tPARTY\tBE\t\t\t\t\tambiguous alias North List: also a");
        var problems = new List<string>();
        var knowledge = KnowledgeBase.Load(KnowledgeLexicon.Build(_folder, problems, out _));
        Assert.Empty(problems);
        Assert.Equal(2, knowledge.Claims("North List").Length);
    }

    [Fact]
    public void A_missing_table_is_a_usage_error()
    {
        var problems = new List<string>();
        Assert.Throws<UsageException>(() => KnowledgeLexicon.Build(_folder, problems, out _));
    }

    private void Write(string people, string orgs)
    {
        const string PeopleHeader = "id\tname\taliases\tnative\tcountry\troles\tkind\tnotes\n";
        File.WriteAllText(Path.Combine(_folder, "people-mideast.tsv"), PeopleHeader);
        File.WriteAllText(Path.Combine(_folder, "people-world.tsv"), PeopleHeader + (people.Length > 0 ? people + "\n" : ""));
        File.WriteAllText(Path.Combine(_folder, "orgs.tsv"), "id\tname\taliases\tacronyms\ttype\tcountry\tparent\tfrom\tto\tcameo\tnotes\n" + (orgs.Length > 0 ? orgs + "\n" : ""));
        File.WriteAllText(Path.Combine(_folder, "metonyms.tsv"), "form\tstands_for\tkind\tnotes\nThe Hague\tNL\tcity\tRISK: mostly a place\n");
        File.WriteAllText(Path.Combine(_folder, "ministries.tsv"), "portfolio\tnames\thead_titles\tcameo\tnotes\ndikes\tMinistry of Dikes|Dikes Ministry [NL,BE]\tDikes Minister\tGOV\t\n");
    }
}
