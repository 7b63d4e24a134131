// sequelize: models with an association, instances built and validated, no database.
import { DataTypes, Sequelize } from 'sequelize'

export default () => {
  const sequelize = new Sequelize({
    dialect: 'postgres',
    dialectModule: { types: { builtins: {} } },
    logging: false,
  })
  const User = sequelize.define('user', { name: { type: DataTypes.STRING, validate: { len: [1, 40] } } })
  const Order = sequelize.define('order', { price: { type: DataTypes.INTEGER, validate: { min: 0 } } })
  User.hasMany(Order)
  let id = 0
  return async () => {
    const user = User.build({ name: `user ${id++}`, orders: [{ price: id }] }, { include: [Order] })
    await user.validate()
    return JSON.stringify(user)
  }
}
