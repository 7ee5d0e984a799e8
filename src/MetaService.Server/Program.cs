using MetaService.Server.Health;
using MetaService.Server.Reflection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGrpc();
builder.Services.AddGrpcHealth();
builder.Services.AddGrpcReflection();

var app = builder.Build();
app.MapGrpcHealth();
app.MapGrpcReflection();
await app.RunAsync();
