import AccountTree from '@mui/icons-material/AccountTreeOutlined'
import Article from '@mui/icons-material/ArticleOutlined'
import Assignment from '@mui/icons-material/AssignmentOutlined'
import Balance from '@mui/icons-material/BalanceOutlined'
import Category from '@mui/icons-material/CategoryOutlined'
import Event from '@mui/icons-material/EventOutlined'
import Flag from '@mui/icons-material/FlagOutlined'
import Groups from '@mui/icons-material/GroupsOutlined'
import Insights from '@mui/icons-material/InsightsOutlined'
import MenuBook from '@mui/icons-material/MenuBookOutlined'
import School from '@mui/icons-material/SchoolOutlined'
import Subject from '@mui/icons-material/SubjectOutlined'
import type { Model } from '../../server/model/index.ts'

const icons = [
  School,
  Assignment,
  Groups,
  Balance,
  AccountTree,
  Flag,
  Category,
  Insights,
  Event,
  MenuBook,
  Subject,
  Article,
]

/** Kinds are told apart by an icon each, in their order: the model knows nothing of pictures. */
export const iconOf = (model: Model, name: string): typeof School =>
  icons[
    Math.max(
      0,
      model.kinds.findIndex((kind) => kind.name === name),
    ) % icons.length
  ] ?? School
