using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;

namespace MetaService.Server.Tests.GrpcContracts;

/// <summary>What the packages were compiled against must be there at run time, whichever assemblies provide it.</summary>
public class ReferenceTests
{
    public static TheoryData<Assembly> Packages => [typeof(GrpcServiceOptions).Assembly, typeof(GrpcChannel).Assembly];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_type_and_member_that_the_package_refers_to_is_there(Assembly package)
    {
        var module = package.ManifestModule;
        var arguments = Enumerable.Repeat(typeof(object), 8).ToArray();
        var missing = new List<string>();
        var resolved = 0;
        foreach (var token in ReferencesOf(package))
        {
            try
            {
                module.ResolveMember(token, arguments, arguments);
                resolved++;
            }
            catch (Exception e) when (e is TypeLoadException or MissingMemberException or FileNotFoundException or FileLoadException)
            {
                missing.Add(e.Message);
            }
        }

        Assert.Empty(missing);
        Assert.True(resolved > 100, $"Only {resolved} references were found.");
    }

    [Theory]
    [InlineData("Grpc.Core.Api")]
    [InlineData("Grpc.Net.Common")]
    public void Assembly_has_the_identity_that_the_packages_ask_for(string name)
    {
        var asked = typeof(GrpcServiceOptions).Assembly.GetReferencedAssemblies().Single(reference => reference.Name == name);
        Assert.Equal(asked.FullName, Assembly.Load(name).FullName);
    }

    private static List<int> ReferencesOf(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences.Select(handle => MetadataTokens.GetToken(handle)),
            .. metadata.MemberReferences
                .Where(handle => IsOfAnotherAssembly(metadata, metadata.GetMemberReference(handle).Parent))
                .Select(handle => MetadataTokens.GetToken(handle)),
        ];
    }

    /// <summary>True for a type of another assembly, generic or not; the package's own generic types have constraints that object does not meet.</summary>
    private static bool IsOfAnotherAssembly(MetadataReader metadata, EntityHandle type)
    {
        if (type.Kind != HandleKind.TypeSpecification)
        {
            return type.Kind == HandleKind.TypeReference;
        }

        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return false;
        }

        signature.ReadSignatureTypeCode();
        return signature.ReadTypeHandle().Kind == HandleKind.TypeReference;
    }
}
