import type { CodegenConfig } from "@graphql-codegen/cli";

const accord = process.env.ACCORD ?? "http://localhost:8000";

export default {
  schema: `${accord}/graphql/schema.graphql`,
  documents: "src/**/*.ts",
  generates: {
    "src/gql/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        useTypeImports: true,
        strictScalars: true,
        scalars: {
          Date: "string",
          DateTime: "string",
          Decimal: "string",
          EDTF: "string",
          JSON: "unknown",
          Language: "string",
        },
      },
    },
  },
} satisfies CodegenConfig;
