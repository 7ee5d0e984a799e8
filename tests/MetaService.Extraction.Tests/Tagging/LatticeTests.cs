using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Tests.Tagging;

/// <summary>Best path and sums against all paths, counted out.</summary>
public sealed class LatticeTests
{
    private static readonly Random Random = new(7);

    private static (Lattice Lattice, TransitionScores Transitions) Make(int count, float spread)
    {
        var transitions = new TransitionScores();
        for (var i = 0; i < transitions.Log.Length; i++)
        {
            if (transitions.Log[i] != TransitionScores.Illegal)
            {
                transitions.Log[i] = (Random.NextSingle() - 0.5f) * spread;
            }
        }

        transitions.Exponentiate();
        var lattice = new Lattice();
        lattice.Reset(count);
        for (var t = 0; t < count; t++)
        {
            lattice.Casings[t] = (byte)Random.Next(TransitionScores.Classes);
            for (var label = 0; label < TagSet.LabelCount; label++)
            {
                lattice.Scores[(t * TagSet.Lanes) + label] = (Random.NextSingle() - 0.5f) * spread;
            }
        }

        return (lattice, transitions);
    }

    /// <summary>All legal paths with their scores.</summary>
    private static List<(int[] Path, double Score)> Paths(Lattice lattice, TransitionScores transitions, uint[]? allowed = null)
    {
        var paths = new List<(int[] Path, double Score)> { ([], 0) };
        for (var t = 0; t < lattice.Count; t++)
        {
            var longer = new List<(int[] Path, double Score)>();
            foreach (var (path, score) in paths)
            {
                for (var label = 0; label < TagSet.LabelCount; label++)
                {
                    var isLegal = path.Length == 0 ? !TagSet.IsInside(label) : TagSet.MayFollow(path[^1], label);
                    if (isLegal && (allowed is null || (allowed[t] >> label & 1) != 0))
                    {
                        var step = lattice.Scores[(t * TagSet.Lanes) + label]
                            + (path.Length == 0 ? 0 : transitions.Log[TransitionScores.Index(lattice.Casings[t], path[^1], label)]);
                        longer.Add(([.. path, label], score + step));
                    }
                }
            }

            paths = longer;
        }

        return paths;
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(3, 4)]
    [InlineData(3, 20)]
    public void Best_path_is_that_of_all_paths(int count, float spread)
    {
        for (var round = 0; round < 5; round++)
        {
            var (lattice, transitions) = Make(count, spread);
            var best = Paths(lattice, transitions).MaxBy(p => p.Score);
            lattice.Decode(transitions);
            Assert.Equal(best.Path, lattice.Path.ToArray());
        }
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 4)]
    [InlineData(3, 25)]
    public void Sum_and_posteriors_are_those_of_all_paths(int count, float spread)
    {
        var (lattice, transitions) = Make(count, spread);
        var paths = Paths(lattice, transitions);
        var most = paths.Max(p => p.Score);
        var total = most + Math.Log(paths.Sum(p => Math.Exp(p.Score - most)));
        Assert.Equal(total, lattice.Sum(transitions), 1e-3);

        Span<float> marginals = stackalloc float[TagSet.Lanes];
        for (var t = 0; t < count; t++)
        {
            lattice.Marginals(t, marginals);
            for (var label = 0; label < TagSet.Lanes; label++)
            {
                Assert.Equal(paths.Where(p => p.Path[t] == label).Sum(p => Math.Exp(p.Score - total)), marginals[label], 1e-4);
            }
        }
    }

    [Fact]
    public void Sum_over_allowed_paths_is_that_of_those_paths()
    {
        var (lattice, transitions) = Make(3, 6);
        uint[] allowed = [0b111, (1u << TagSet.LabelCount) - 1, 0b110110101];
        var paths = Paths(lattice, transitions, allowed);
        Assert.Equal(Math.Log(paths.Sum(p => Math.Exp(p.Score))), lattice.Sum(transitions, allowed), 1e-3);
    }

    [Fact]
    public void Pair_posteriors_are_those_of_all_paths()
    {
        var (lattice, transitions) = Make(3, 6);
        var paths = Paths(lattice, transitions);
        var total = Math.Log(paths.Sum(p => Math.Exp(p.Score)));
        lattice.Sum(transitions);
        var pairs = new float[TransitionScores.Stride];
        lattice.AddPairs(2, transitions, 1, pairs);
        for (var previous = 0; previous < TagSet.LabelCount; previous++)
        {
            for (var label = 0; label < TagSet.LabelCount; label++)
            {
                var expected = paths.Where(p => p.Path[1] == previous && p.Path[2] == label).Sum(p => Math.Exp(p.Score - total));
                Assert.Equal(expected, pairs[(previous * TagSet.Lanes) + label], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(0, 3)]
    public void Span_posterior_is_that_of_all_paths_with_exactly_that_name(int first, int length)
    {
        var (lattice, transitions) = Make(3, 6);
        var paths = Paths(lattice, transitions);
        var total = Math.Log(paths.Sum(p => Math.Exp(p.Score)));
        lattice.Sum(transitions);
        foreach (var tag in new[] { EntityTag.Person, EntityTag.Location })
        {
            var expected = paths.Where(p => IsName(p.Path, first, length, tag)).Sum(p => Math.Exp(p.Score - total));
            Assert.Equal(expected, lattice.SpanPosterior(first, length, tag, transitions), 1e-4);
        }
    }

    private static bool IsName(int[] path, int first, int length, EntityTag tag) =>
        path[first] == TagSet.Begin(tag)
        && path.Skip(first + 1).Take(length - 1).All(label => label == TagSet.Inside(tag))
        && (first + length == path.Length || path[first + length] != TagSet.Inside(tag));

    [Fact]
    public void Long_sentences_neither_overflow_nor_vanish()
    {
        var (lattice, transitions) = Make(2000, 60);
        Assert.True(double.IsFinite(lattice.Sum(transitions)));
        Span<float> marginals = stackalloc float[TagSet.Lanes];
        for (var t = 0; t < 2000; t++)
        {
            lattice.Marginals(t, marginals);
            float sum = 0;
            foreach (var marginal in marginals)
            {
                sum += marginal;
            }

            Assert.Equal(1, sum, 1e-2);
        }
    }
}
