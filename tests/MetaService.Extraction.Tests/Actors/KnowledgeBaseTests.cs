using MetaService.Extraction.Actors;
using MetaService.Extraction.Actors.Knowledge;

namespace MetaService.Extraction.Tests.Actors;

public class KnowledgeBaseTests
{
    private static readonly KnowledgeBase _knowledge = KnowledgeBase.LoadEmbedded();

    [Theory]
    [InlineData("Kurdistan Regional Government", "kurdistan-regional-government", ActorType.Government, "IQ")]
    [InlineData("krg", "kurdistan-regional-government", ActorType.Government, "IQ")]
    [InlineData("Barham Saleh", "barham-salih", ActorType.Person, "IQ")]
    [InlineData("White House", "white-house", ActorType.Government, "US")]
    public void Finds_names_and_aliases(string name, string id, ActorType type, string country)
    {
        var claim = _knowledge.Claims(name).Single(c => _knowledge.Id(c.Entry) == id);
        Assert.Equal(type, _knowledge.Type(claim.Entry));
        Assert.Equal(country, _knowledge.Country(claim.Entry));
    }

    [Fact]
    public void Roles_are_dated_and_in_order()
    {
        var salih = _knowledge.Claims("Barham Salih").First(c => _knowledge.Kind(c.Entry) == KnowledgeKind.Person).Entry;
        var roles = Enumerable.Range(0, _knowledge.RoleCount(salih)).Select(r => _knowledge.Role(salih, r)).ToList();
        Assert.Contains(roles, r => r.Title == "President" && r.From == 20181002 && r.To == 20221017);
        Assert.Equal(roles.OrderBy(r => r.From).Select(r => r.From), roles.Select(r => r.From));
    }

    [Fact]
    public void Capital_stands_for_its_state()
    {
        var entry = _knowledge.Claims("Tehran").Single(c => _knowledge.Kind(c.Entry) == KnowledgeKind.Metonym).Entry;
        Assert.Equal(ActorType.State, _knowledge.Type(entry));
        Assert.Equal("IR", _knowledge.Country(entry));
    }

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("Nobody Of That Name")]
    [InlineData("\uD800")]
    public void Unknown_names_have_no_claims(string name) => Assert.Empty(_knowledge.Claims(name));

    [Fact]
    public void Every_entry_reads()
    {
        for (var i = 0; i < _knowledge.Count; i++)
        {
            Assert.NotEmpty(_knowledge.Id(i));
            Assert.NotEmpty(_knowledge.Name(i));
            Assert.True(_knowledge.Parent(i) < _knowledge.Count);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => _knowledge.Id(_knowledge.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => _knowledge.Id(-1));
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => KnowledgeBase.Load([]));
        Assert.Throws<InvalidOperationException>(() => KnowledgeBase.Load(new byte[64]));
    }
}
