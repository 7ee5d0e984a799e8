namespace MetaService.Extraction.Tests;

public class SpanTests
{
    [Fact]
    public void Overlap_needs_a_shared_code_unit()
    {
        Assert.False(new TextSpan(0, 3).Overlaps(new TextSpan(3, 2)));
        Assert.True(new TextSpan(0, 4).Overlaps(new TextSpan(3, 2)));
    }
}
