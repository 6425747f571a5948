// Builds the admin over the model with a made-up kind, into the folder named: its sources as they are, another model.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const [outDir] = process.argv.slice(2)

await build({
  root: at('../../admin'),
  configFile: at('../../admin/vite.config.ts'),
  logLevel: 'error',
  build: { outDir, emptyOutDir: true, minify: false },
  plugins: [
    {
      name: 'made-up-model',
      enforce: 'pre',
      // The one place where the admin takes its model.
      resolveId: (source, importer) =>
        importer === at('../../admin/main.tsx') && source.endsWith('/server/model/index.ts')
          ? at('./made-up-model.ts')
          : undefined,
    },
  ],
})
