using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Text;

public class RepeatedBlockTests
{
    private const string Body = "The harbour of Tamrin was closed on Friday after a crane fell into the basin.\nNobody was hurt. Ships wait outside for a second day, the port office said.";

    private static TextSpan? Find(string text) => RepeatedBlock.Find(text, new TextSpan(0, text.Length));

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    [InlineData("\n\n\n")]
    public void Finds_the_second_copy(string between)
    {
        var text = Body + between + Body;
        Assert.Equal(new TextSpan(Body.Length + between.Length, Body.Length), Find(text));
    }

    [Fact]
    public void Blanks_do_not_count()
    {
        var glued = Body.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(new TextSpan(Body.Length, glued.Length), Find(Body + glued));
    }

    [Fact]
    public void A_copy_that_is_cut_off_counts()
    {
        var text = Body + Body[..^20];
        Assert.Equal(Body.Length, Find(text)?.Start);
    }

    [Fact]
    public void A_tail_is_left_outside()
    {
        var text = Body + Body + " Read more";
        Assert.Equal(new TextSpan(Body.Length, Body.Length), Find(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short short")]
    [InlineData(Body)]
    public void Leaves_single_texts_alone(string text) => Assert.Null(Find(text));

    [Fact]
    public void A_repeated_beginning_is_no_copy() => Assert.Null(Find(Body + " Later in the week things changed. " + Body[..60] + " but not for long, as the crane was raised and the basin opened to traffic again."));
}
