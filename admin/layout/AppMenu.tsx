import AccessIcon from '@mui/icons-material/AdminPanelSettingsOutlined'
import HistoryIcon from '@mui/icons-material/HistoryOutlined'
import HubIcon from '@mui/icons-material/HubOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import { Menu, useTranslate } from 'react-admin'
import { useMay } from '../access/ViewerContext.tsx'
import { useModel } from '../data/ModelContext.tsx'

// Names of kinds can be long: they wrap rather than end in dots.
const wrapping = { '&.RaMenu-open .MuiTypography-noWrap': { whiteSpace: 'normal', lineHeight: 1.35 } }

/** Overview, explorer, change log, every kind in the model's order, and what the person may do beside. */
export function AppMenu() {
  const model = useModel()
  const translate = useTranslate()
  const may = useMay()
  return (
    <Menu sx={wrapping}>
      <Menu.DashboardItem />
      <Menu.Item to="/explorer" primaryText={translate('lg.menu.explorer')} leftIcon={<HubIcon />} />
      <Menu.Item to="/changes" primaryText={translate('history.title')} leftIcon={<HistoryIcon />} />
      {may('Mutation.importGraph') && (
        <Menu.Item to="/import" primaryText={translate('import.menu')} leftIcon={<UploadIcon />} />
      )}
      {model.kinds.map((kind) => (
        <Menu.ResourceItem key={kind.name} name={kind.plural} />
      ))}
      {may('Query.people') && (
        <Menu.Item to="/access" primaryText={translate('access.title')} leftIcon={<AccessIcon />} />
      )}
    </Menu>
  )
}
