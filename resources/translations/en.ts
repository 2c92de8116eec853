<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>ActionRow</name>
    <message>
        <source>Thêm</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>AgreeToCancel</name>
    <message>
        <source>Đồng ý hủy</source>
        <translation>Agree to cancel</translation>
    </message>
    <message>
        <source>Hủy đơn theo yêu cầu</source>
        <translation>Cancel as requested</translation>
    </message>
    <message numerus="yes">
        <source>Đồng ý cho người mua hủy {n} đơn?</source>
        <translation>
            <numerusform>Let the buyer cancel {n} order?</numerusform>
            <numerusform>Let the buyers cancel {n} orders?</numerusform>
        </translation>
    </message>
    <message>
        <source>Đồng ý cho người mua hủy đơn {number}?</source>
        <translation>Let the buyer cancel order {number}?</translation>
    </message>
    <message>
        <source>Lazada hủy những món người mua xin hủy; không lấy lại được.</source>
        <translation>Lazada cancels what the buyers ask for; it cannot be undone.</translation>
    </message>
    <message>
        <source>Bên Haravan đơn được hủy theo, hàng nhập lại kho theo cấu hình.</source>
        <translation>Haravan follows, the goods are restocked as configured.</translation>
    </message>
    <message>
        <source>Điều sẽ xảy ra</source>
        <translation>What happens</translation>
    </message>
</context>
<context>
    <name>AgreeToReturn</name>
    <message>
        <source>Đồng ý trả hàng</source>
        <translation>Agree to return</translation>
    </message>
    <message numerus="yes">
        <source>Đồng ý yêu cầu trả hàng, hoàn tiền của {n} đơn?</source>
        <translation>
            <numerusform>Agree to the return or refund of {n} order?</numerusform>
            <numerusform>Agree to the returns and refunds of {n} orders?</numerusform>
        </translation>
    </message>
    <message>
        <source>Đồng ý yêu cầu trả hàng, hoàn tiền của đơn {number}?</source>
        <translation>Agree to the return or refund of order {number}?</translation>
    </message>
    <message>
        <source>Người mua gửi hàng về; chỉ xin hoàn tiền thì người mua giữ hàng.</source>
        <translation>The buyers send the goods back; who asks for money only keeps them.</translation>
    </message>
    <message>
        <source>Tiền ghi vào Haravan khi Lazada hoàn xong; kho không đổi.</source>
        <translation>The money is booked in Haravan once Lazada paid it; stock stays.</translation>
    </message>
    <message>
        <source>Khi hàng về, bấm Hoàn trả đơn hàng để nhập kho.</source>
        <translation>When the goods are back press Take goods back to restock them.</translation>
    </message>
    <message>
        <source>Điều sẽ xảy ra</source>
        <translation>What happens</translation>
    </message>
</context>
<context>
    <name>BackfillDialog</name>
    <message>
        <source>Nhập đơn từ ngày</source>
        <translation>Import orders from a day</translation>
    </message>
    <message>
        <source>Nhập đơn Lazada cũ hơn vào Haravan</source>
        <translation>Import older Lazada orders into Haravan</translation>
    </message>
    <message>
        <source>Nhập đơn tạo từ ngày</source>
        <translation>Created since</translation>
    </message>
    <message>
        <source>{n} ngày</source>
        <translation>{n} days</translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Nhập đơn từ {day}</source>
        <translation>Import from {day}</translation>
    </message>
    <message>
        <source>Đọc lại trên Lazada các đơn tạo từ {since} đến {until}.</source>
        <translation>Orders created from {since} to {until} are read on Lazada.</translation>
    </message>
    <message>
        <source>Hiện nhập các đơn tạo từ {day} trở đi. Lùi được tối đa 90 ngày.</source>
        <translation>Orders created since {day} are imported now. You can go back up to 90 days.</translation>
    </message>
    <message>
        <source>Chọn một ngày sớm hơn ngày này.</source>
        <translation>Choose an earlier day than this one.</translation>
    </message>
    <message>
        <source>Đơn đã thanh toán hoặc COD mà Haravan chưa có thì được tạo, cùng trạng thái, tiền thu và tiền hoàn của nó. Đơn đã hủy hoặc chưa thanh toán thì không.</source>
        <translation>Orders that are paid or COD and that Haravan lacks are created, with their status, payments and refunds. Canceled and unpaid ones are not.</translation>
    </message>
    <message>
        <source>Tồn kho Haravan bị trừ cho cả những đơn đã giao. Nếu bạn đã tự trừ, hãy kiểm lại tồn kho sau khi nhập.</source>
        <translation>Haravan&apos;s stock is taken for delivered orders, too. If you took it by hand already, check your stock afterwards.</translation>
    </message>
    <message>
        <source>Đang nhập đơn tạo từ {day}</source>
        <translation>Importing orders created since {day}</translation>
    </message>
    <message>
        <source>Đã dừng. Đơn đã vào Haravan thì ở lại.</source>
        <translation>Stopped. Orders that are in Haravan stay there.</translation>
    </message>
    <message>
        <source>Dừng nhập</source>
        <translation>Stop importing</translation>
    </message>
    <message>
        <source>Chạy tiếp trong nền</source>
        <translation>Go on in the background</translation>
    </message>
    <message>
        <source>{n} đơn đã đọc</source>
        <translation>Read: {n}</translation>
    </message>
    <message>
        <source>{n} đã vào Haravan</source>
        <translation>{n} in Haravan</translation>
    </message>
    <message>
        <source>{n} đang chờ</source>
        <translation>{n} waiting</translation>
    </message>
    <message>
        <source>{n} bị từ chối</source>
        <translation>{n} rejected</translation>
    </message>
    <message>
        <source>{n} không nhập (đã hủy, chưa thanh toán)</source>
        <translation>{n} not imported (canceled, unpaid)</translation>
    </message>
    <message>
        <source>Chưa xong; LazDesk tự đi tiếp ở lượt sau.</source>
        <translation>Not done yet; LazDesk goes on in the next cycle.</translation>
    </message>
    <message>
        <source>Lượt này bị ngắt; LazDesk tự đi tiếp ở lượt sau.</source>
        <translation>This cycle was interrupted; LazDesk goes on in the next one.</translation>
    </message>
    <message>
        <source>Đã đọc xong. Đơn nào còn chờ sẽ vào Haravan ở những lượt đồng bộ tới.</source>
        <translation>All are read. Orders that still wait go to Haravan in the next cycles.</translation>
    </message>
    <message>
        <source>Đang dừng nhập đơn</source>
        <translation>Stopping the import</translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>Đã đọc đơn tạo từ {day}</source>
        <translation>Orders created since {day} are read</translation>
    </message>
    <message>
        <source>Chưa nhập xong</source>
        <translation>Not all is imported</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>BackgroundCard</name>
    <message>
        <source>Chạy nền</source>
        <translation>In the background</translation>
    </message>
    <message>
        <source>Đóng cửa sổ thì LazDesk vẫn chạy cạnh đồng hồ</source>
        <translation>With its window closed LazDesk goes on beside the clock</translation>
    </message>
    <message>
        <source>Tự mở LazDesk khi bật máy tính</source>
        <translation>Start LazDesk with the computer</translation>
    </message>
    <message>
        <source>Máy này không có khay cạnh đồng hồ.</source>
        <translation>This computer has no tray beside its clock.</translation>
    </message>
    <message>
        <source>LazDesk báo khi có đơn mới, yêu cầu hủy, quyền truy cập sắp hết hạn hoặc có lỗi chặn đơn, chặn tồn kho.</source>
        <translation>LazDesk tells of new orders, cancel requests, access that is about to end, and of what holds up orders or stock.</translation>
    </message>
    <message>
        <source>Không đổi được: {why}</source>
        <translation>It could not be changed: {why}</translation>
    </message>
</context>
<context>
    <name>CancelDialog</name>
    <message>
        <source>Hủy đơn hàng</source>
        <translation>Cancel order</translation>
    </message>
    <message>
        <source>Nhập hàng lại kho ở Haravan</source>
        <translation>Restock the goods in Haravan</translation>
    </message>
    <message>
        <source>Không hủy</source>
        <translation>Do not cancel</translation>
    </message>
    <message>
        <source>Món cần hủy</source>
        <translation>Items to cancel</translation>
    </message>
    <message>
        <source>Hủy đơn {number}</source>
        <translation>Cancel order {number}</translation>
    </message>
    <message>
        <source>Hủy {n} đơn</source>
        <translation>Cancel {n} orders</translation>
    </message>
    <message>
        <source>{unit} / bị hủy theo</source>
        <translation>{unit} / canceled along</translation>
    </message>
    <message>
        <source>Các đơn này không có lý do chung nào: hãy hủy từng đơn một.</source>
        <translation>These orders have no reason in common: cancel them one by one.</translation>
    </message>
    <message>
        <source>Chưa chọn món nào.</source>
        <translation>Nothing is chosen yet.</translation>
    </message>
    <message numerus="yes">
        <source>Hủy {n} món</source>
        <translation>
            <numerusform>Cancel {n} item</numerusform>
            <numerusform>Cancel {n} items</numerusform>
        </translation>
    </message>
    <message>
        <source>Ảnh hưởng tỷ lệ hủy đơn của gian hàng; đã hủy thì không lấy lại được.</source>
        <translation>It counts in the shop&apos;s cancel rate; a cancel cannot be undone.</translation>
    </message>
    <message numerus="yes">
        <source>{n} món khác cùng kiện cũng bị hủy theo: kiện đã sẵn sàng giao.</source>
        <translation>
            <numerusform>{n} other item of the package is canceled, too: it is ready to ship.</numerusform>
            <numerusform>{n} other items of the package are canceled, too: it is ready to ship.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kiện được tách ra trước; {n} món còn lại phải đóng gói và in lại.</source>
        <translation>
            <numerusform>The package is dissolved first; the {n} item left must be packed and printed again.</numerusform>
            <numerusform>The package is dissolved first; the {n} items left must be packed and printed again.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tồn Lazada của {skus} sẽ về 0.</source>
        <translation>Lazada sets the stock of {skus} to 0.</translation>
    </message>
    <message>
        <source>LazDesk cập nhật lại số lượng đúng ở lần đồng bộ sau.</source>
        <translation>LazDesk sets the right quantity again when it synchronises next.</translation>
    </message>
    <message>
        <source>Đồng bộ số lượng đang tắt: hãy tự đặt lại trên Lazada.</source>
        <translation>Synchronisation of quantities is off: set it on Lazada yourself.</translation>
    </message>
    <message>
        <source>Hàng không nhập lại kho ở Haravan.</source>
        <translation>The goods are not restocked in Haravan.</translation>
    </message>
    <message>
        <source>{n} SKU</source>
        <translation>{n} SKUs</translation>
    </message>
</context>
<context>
    <name>CancelOrders</name>
    <message>
        <source>Hủy đơn hàng</source>
        <translation>Cancel order</translation>
    </message>
</context>
<context>
    <name>CannotOpen</name>
    <message>
        <source>Chưa mở được dữ liệu của bạn</source>
        <translation>Your data could not be opened</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Khôi phục từ tệp sao lưu…</source>
        <translation>Restore from a backup file…</translation>
    </message>
    <message>
        <source>Bắt đầu lại từ đầu…</source>
        <translation>Start over…</translation>
    </message>
    <message>
        <source>Mở thư mục dữ liệu</source>
        <translation>Open the data folder</translation>
    </message>
    <message>
        <source>Dùng thử với gian hàng tập dượt</source>
        <translation>Try the practice shops</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Khôi phục từ tệp sao lưu</source>
        <translation>Restore from a backup file</translation>
    </message>
    <message>
        <source>Mật khẩu đã đặt khi sao lưu {file}.</source>
        <translation>The passphrase that was set when {file} was saved.</translation>
    </message>
    <message>
        <source>Khôi phục</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Bạn kết nối lại hai bên, rồi LazDesk tải lại mọi thứ.</source>
        <translation>You connect both sides again, then LazDesk reads everything anew.</translation>
    </message>
    <message>
        <source>Cấu hình, liên kết bằng tay, khóa giá/tồn phải đặt lại.</source>
        <translation>Settings, links made by hand and locks have to be set again.</translation>
    </message>
    <message>
        <source>Chưa có gì được gửi lên Lazada trước khi bạn xem và đồng ý.</source>
        <translation>Nothing is sent to Lazada before you have seen it and agreed.</translation>
    </message>
    <message>
        <source>Đơn hàng và sản phẩm trên Lazada và Haravan.</source>
        <translation>Orders and products on Lazada and Haravan.</translation>
    </message>
    <message>
        <source>Tệp dữ liệu cũ: nằm nguyên trong thư mục backups 90 ngày, rồi LazDesk mới xóa.</source>
        <translation>The old data file: it stays as it is in the folder “backups” for 90 days before LazDesk deletes it.</translation>
    </message>
    <message>
        <source>Bắt đầu lại từ đầu</source>
        <translation>Start over</translation>
    </message>
    <message>
        <source>Bắt đầu lại với dữ liệu trống?</source>
        <translation>Start over with empty data?</translation>
    </message>
    <message>
        <source>Điều sẽ xảy ra</source>
        <translation>What happens</translation>
    </message>
    <message>
        <source>Những gì vẫn giữ</source>
        <translation>What stays</translation>
    </message>
    <message>
        <source>Bắt đầu lại</source>
        <translation>Start over</translation>
    </message>
</context>
<context>
    <name>CauseList</name>
    <message>
        <source>Chặn đơn</source>
        <translation>Blocks orders</translation>
    </message>
    <message>
        <source>Chặn tồn kho và giá</source>
        <translation>Blocks stock and price</translation>
    </message>
    <message>
        <source>Nhắc nhở</source>
        <translation>Reminders</translation>
    </message>
</context>
<context>
    <name>Channel</name>
    <message>
        <source>Kênh Lazada của Haravan</source>
        <translation>Haravan&apos;s own Lazada channel</translation>
    </message>
    <message>
        <source>Kênh Lazada có sẵn của Haravan vẫn tạo đơn của {name}</source>
        <translation>Haravan&apos;s own Lazada channel still makes orders of {name}</translation>
    </message>
    <message>
        <source>Việc LazDesk đã làm</source>
        <translation>What LazDesk has done</translation>
    </message>
    <message>
        <source>Đơn kênh kia đã tạo được nhận: tính là đơn của LazDesk, không tạo lại.</source>
        <translation>The orders it made are adopted: they count, and are not made again.</translation>
    </message>
    <message>
        <source>Tạm dừng nhập đơn mới, để không đơn nào vào Haravan hai lần.</source>
        <translation>Import of new orders waits, so that none enters Haravan twice.</translation>
    </message>
    <message>
        <source>Bạn chọn một trong hai</source>
        <translation>Choose one of two</translation>
    </message>
    <message>
        <source>Đã tắt kênh kia (nên chọn): tắt kênh Lazada trong Haravan trước, rồi LazDesk nhập tiếp. Nếu kênh đó lại tạo đơn, LazDesk sẽ hỏi lại.</source>
        <translation>It is switched off (advised): switch the Lazada channel off in Haravan first, then LazDesk goes on. Should it make an order again, LazDesk asks again.</translation>
    </message>
    <message>
        <source>Nhận các đơn đó: kênh kia vẫn chạy. Đơn nó tạo trước thì được nhận; đơn nó tạo sau LazDesk sẽ thành đơn thừa và được báo ở thẻ Lỗi.</source>
        <translation>Adopt its orders: it goes on. What it makes first is adopted; what it makes after LazDesk is a double and shows on the Problems tab.</translation>
    </message>
</context>
<context>
    <name>ChannelDialog</name>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Nhận các đơn đó</source>
        <translation>Adopt its orders</translation>
    </message>
    <message>
        <source>Đã tắt kênh kia</source>
        <translation>It is switched off</translation>
    </message>
</context>
<context>
    <name>ConfigurationTab</name>
    <message>
        <source>Cấu hình</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Ví dụ với cấu hình đang chọn</source>
        <translation>Examples with the settings chosen here</translation>
    </message>
    <message>
        <source>Xem trước và lưu</source>
        <translation>Preview and save</translation>
    </message>
    <message>
        <source>Bỏ thay đổi</source>
        <translation>Discard changes</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message numerus="yes">
        <source>Chưa lưu: {n} thay đổi.</source>
        <translation>
            <numerusform>Not saved: {n} change.</numerusform>
            <numerusform>Not saved: {n} changes.</numerusform>
        </translation>
    </message>
    <message>
        <source>Mọi thay đổi đã lưu.</source>
        <translation>Everything is saved.</translation>
    </message>
    <message>
        <source> − dự phòng {b}</source>
        <translation> − safety stock {b}</translation>
    </message>
    <message>
        <source>Áo thun M: tồn 12 − đặt 5{kept} → Lazada {n}</source>
        <translation>T-shirt M: stock 12 − ordered 5{kept} → Lazada {n}</translation>
    </message>
    <message>
        <source>Áo thun L: hết hàng, cho phép đặt khi hết hàng → Lazada {n}</source>
        <translation>T-shirt L: sold out, orders allowed when sold out → Lazada {n}</translation>
    </message>
    <message>
        <source>Số lượng: đang tắt, Lazada giữ nguyên.</source>
        <translation>Quantity: off, Lazada stays as it is.</translation>
    </message>
    <message>
        <source>Giá 199.000 ₫, giá so sánh 250.000 ₫ → Lazada {p}, khuyến mãi {s}</source>
        <translation>Price 199.000 ₫, compare-at price 250.000 ₫ → Lazada {p}, on sale {s}</translation>
    </message>
    <message>
        <source>Giá 199.000 ₫, giá so sánh 250.000 ₫ → Lazada {p}</source>
        <translation>Price 199.000 ₫, compare-at price 250.000 ₫ → Lazada {p}</translation>
    </message>
    <message>
        <source>Giá: đang tắt, Lazada giữ nguyên.</source>
        <translation>Price: off, Lazada stays as it is.</translation>
    </message>
    <message>
        <source>Đang tính xem Lazada sẽ thay đổi gì…</source>
        <translation>Working out what would change on Lazada…</translation>
    </message>
    <message>
        <source>Đồng ý và lưu</source>
        <translation>Agree and save</translation>
    </message>
</context>
<context>
    <name>ConnectionTab</name>
    <message>
        <source>Kết nối</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Bước tiếp theo: đăng sản phẩm</source>
        <translation>Next step: publish products</translation>
    </message>
    <message>
        <source>Hai bên đã kết nối, nhưng LazDesk chỉ liên kết và đồng bộ sản phẩm đã đăng. Ở thẻ Sản phẩm, đánh dấu sản phẩm (Ctrl+A: tất cả) rồi bấm Đăng lên kênh bán hàng. Sau đó bật Giá, Số lượng ở thẻ Cấu hình.</source>
        <translation>Both sides are connected, but LazDesk links and keeps in step only products that are published. On the Products tab tick products (Ctrl+A: all) and press Publish. Then switch on Price and Quantity on the Settings tab.</translation>
    </message>
    <message>
        <source>Mở thẻ Sản phẩm</source>
        <translation>Open Products</translation>
    </message>
    <message>
        <source>Điều kiện để kết nối</source>
        <translation>What a connection needs</translation>
    </message>
    <message>
        <source>Nhà bán hàng đã có tài khoản Lazada và được Lazada kích hoạt gian hàng trên Lazada Seller Center.</source>
        <translation>The seller has a Lazada account, and Lazada has activated the shop in Lazada Seller Center.</translation>
    </message>
    <message>
        <source>Tài khoản Lazada Seller Center còn thời hạn Lazada Open Platform (liên hệ Lazada để biết thêm chi tiết).</source>
        <translation>The Seller Center account&apos;s term on Lazada Open Platform has not ended (ask Lazada for details).</translation>
    </message>
    <message>
        <source>Mật khẩu tài khoản Haravan đáp ứng yêu cầu về chính sách bảo mật do Lazada quy định; nếu chưa, hãy đổi mật khẩu Haravan trước.</source>
        <translation>The Haravan account&apos;s password meets Lazada&apos;s security policy; if not, change the Haravan password first.</translation>
    </message>
    <message>
        <source>Kênh Lazada có sẵn của Haravan đã tắt, nếu không mỗi đơn sẽ vào Haravan hai lần.</source>
        <translation>Haravan&apos;s own Lazada channel is switched off, or each order would enter Haravan twice.</translation>
    </message>
    <message>
        <source>Kiểm tra kết nối</source>
        <translation>Test the connection</translation>
    </message>
    <message>
        <source>Hỏi cả hai bên: mã truy cập, quyền và giờ của máy.</source>
        <translation>Asks both sides: access tokens, permissions and this computer&apos;s clock.</translation>
    </message>
    <message>
        <source>Dùng thử</source>
        <translation>Try it out</translation>
    </message>
    <message>
        <source>Bạn đang ở gian hàng tập dượt: Lazada và Haravan giả lập trên máy này, có khách mua và người giao hàng. Không có gì thật bị động tới. Dữ liệu tập dượt không mã hóa và bị xóa khi bạn rời đi.</source>
        <translation>You are in the practice shops: a simulated Lazada and Haravan on this computer, with buyers and couriers. Nothing real is touched. The practice data is not encrypted and is deleted when you leave.</translation>
    </message>
    <message>
        <source>Về gian hàng thật</source>
        <translation>Back to the real shops</translation>
    </message>
    <message>
        <source>Chưa muốn kết nối thật? LazDesk mở một Lazada và một Haravan giả lập trên máy này, có hàng hóa, khách mua và người giao hàng, để bạn bấm thử mọi nút.</source>
        <translation>Not ready to connect? LazDesk opens a simulated Lazada and Haravan on this computer, with goods, buyers and couriers, so that you can try every button.</translation>
    </message>
    <message>
        <source>Dùng thử với gian hàng tập dượt</source>
        <translation>Try the practice shops</translation>
    </message>
    <message>
        <source>Đang hỏi Lazada và Haravan…</source>
        <translation>Asking Lazada and Haravan…</translation>
    </message>
</context>
<context>
    <name>ConsequencesDialog</name>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>DeskBlock</name>
    <message>
        <source>Máy này</source>
        <translation>This computer</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Đổi ngôn ngữ của cửa sổ và các thông báo ngay sau khi lưu.</source>
        <translation>Changes the language of the window and its messages as soon as you save.</translation>
    </message>
    <message>
        <source>Giữ dữ liệu người mua</source>
        <translation>Keep buyers&apos; data</translation>
    </message>
    <message>
        <source> ngày</source>
        <translation> days</translation>
    </message>
    <message>
        <source>Lazada chỉ cho giữ tên, điện thoại, địa chỉ người mua tối đa 90 ngày.</source>
        <translation>Lazada allows buyers&apos; names, phone numbers and addresses to be kept for 90 days at most.</translation>
    </message>
</context>
<context>
    <name>Disconnect</name>
    <message>
        <source>Ngắt kết nối</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>Ngắt kết nối {name}?</source>
        <translation>Disconnect {name}?</translation>
    </message>
    <message>
        <source>Những việc sẽ dừng</source>
        <translation>What stops</translation>
    </message>
    <message>
        <source>Những gì vẫn giữ</source>
        <translation>What is kept</translation>
    </message>
    <message>
        <source>Giá và số lượng không còn cập nhật từ Haravan sang Lazada.</source>
        <translation>Prices and quantities no longer go from Haravan to Lazada.</translation>
    </message>
    <message>
        <source>Đơn Lazada mới không còn vào Haravan; trạng thái không còn cập nhật.</source>
        <translation>New Lazada orders no longer enter Haravan; statuses are no longer updated.</translation>
    </message>
    <message>
        <source>Mã truy cập và App Secret bị xóa khỏi máy này; không còn lệnh gọi nào.</source>
        <translation>The access tokens and the App Secret are deleted from this computer; no more calls are made.</translation>
    </message>
    <message>
        <source>Mọi gian hàng Lazada ngừng đồng bộ: không đọc, không ghi bên Haravan nữa.</source>
        <translation>All Lazada shops stop synchronising: Haravan is neither read nor written any more.</translation>
    </message>
    <message>
        <source>Mã truy cập Haravan bị xóa khỏi máy này.</source>
        <translation>The Haravan token is deleted from this computer.</translation>
    </message>
    <message>
        <source>Liên kết sản phẩm, cấu hình và lịch sử trên máy này.</source>
        <translation>Product links, settings and history on this computer.</translation>
    </message>
    <message>
        <source>Đơn hàng và sản phẩm trên Lazada và Haravan không bị thay đổi.</source>
        <translation>Orders and products on Lazada and Haravan stay as they are.</translation>
    </message>
    <message>
        <source>Kết nối lại đúng gian hàng này thì chạy tiếp từ chỗ đã dừng.</source>
        <translation>Connecting this very shop again goes on where it stopped.</translation>
    </message>
</context>
<context>
    <name>ExplainDialog</name>
    <message>
        <source>Vì sao là {n}?</source>
        <translation>Why {n}?</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Khả dụng tại {place}</source>
        <translation>Available at {place}</translation>
    </message>
    <message>
        <source>Cộng các kho được tính</source>
        <translation>Sum of the warehouses that count</translation>
    </message>
    <message>
        <source>− Đã bán trên Lazada, chưa vào Haravan</source>
        <translation>− Sold on Lazada, not yet in Haravan</translation>
    </message>
    <message>
        <source>− Lazada đang giữ (chưa thanh toán)</source>
        <translation>− Held by Lazada (unpaid)</translation>
    </message>
    <message>
        <source>− Tồn kho dự phòng</source>
        <translation>− Safety stock</translation>
    </message>
    <message>
        <source>Còn lại</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Số lượng cho Lazada</source>
        <translation>Quantity for Lazada</translation>
    </message>
    <message>
        <source>Đang khóa tồn đến {at}: trước đó không gửi số lượng lên Lazada.</source>
        <translation>Stock is locked until {at}: until then no quantity is sent to Lazada.</translation>
    </message>
    <message>
        <source>Đang dừng ghi: không gửi gì cho đến khi bạn bấm Cho ghi lại.</source>
        <translation>Writing is stopped: nothing is sent until you press Write again.</translation>
    </message>
    <message>
        <source>Cập nhật Số lượng đang tắt ở thẻ Cấu hình: không gửi số lượng nào.</source>
        <translation>Updating quantities is switched off in the Settings tab: no quantity is sent.</translation>
    </message>
    <message>
        <source>Đang khóa tồn: không gửi số lượng lên Lazada cho đến khi bỏ khóa.</source>
        <translation>Stock is locked: no quantity is sent to Lazada until it is unlocked.</translation>
    </message>
    <message>
        <source>Lazada vừa từ chối số lượng này: LazDesk sẽ thử lại sau.</source>
        <translation>Lazada has just refused this quantity: LazDesk will try again later.</translation>
    </message>
    <message>
        <source>Chưa chọn kho Lazada ở thẻ Cấu hình: chưa gửi số lượng.</source>
        <translation>No Lazada warehouse is chosen in the Settings tab: no quantity is sent yet.</translation>
    </message>
    <message>
        <source>Chương trình khác cũng ghi số lượng của SKU này: LazDesk không gửi, xem thẻ Lỗi.</source>
        <translation>Another program writes this SKU&apos;s quantity, too: LazDesk sends nothing, see the Problems tab.</translation>
    </message>
    <message>
        <source>Chưa gửi: đang chờ bạn xem trước và đồng ý.</source>
        <translation>Not sent yet: it waits for you to look at the preview and agree.</translation>
    </message>
    <message>
        <source>Biến thể không quản lý tồn kho nên số lượng không được cập nhật.</source>
        <translation>The variant does not track stock, so its quantity is not updated.</translation>
    </message>
    <message>
        <source>Cho phép đặt hàng khi hết hàng: còn trên 0 thì giữ nguyên, hết thì 100.000.</source>
        <translation>Orders are allowed when sold out: above 0 it stays as it is, at 0 or below it becomes 100.000.</translation>
    </message>
    <message>
        <source>Không bán khi hết hàng: dưới 0 thì là 0.</source>
        <translation>No sale when sold out: below 0 it becomes 0.</translation>
    </message>
    <message>
        <source>Giá trên Lazada bị sửa từ nơi khác lúc {at}: {expected} → {found}</source>
        <translation>The price on Lazada was changed from elsewhere at {at}: {expected} → {found}</translation>
    </message>
    <message>
        <source>Số lượng trên Lazada bị sửa từ nơi khác lúc {at}: {expected} → {found}</source>
        <translation>The quantity on Lazada was changed from elsewhere at {at}: {expected} → {found}</translation>
    </message>
    <message>
        <source>Chưa gửi lần nào; trên đây là số liệu hiện tại.</source>
        <translation>Never sent yet; the numbers above are the present ones.</translation>
    </message>
    <message>
        <source>Lazada đã nhận</source>
        <translation>accepted by Lazada</translation>
    </message>
    <message>
        <source>Đã gửi {n} lúc {at}. Trả lời: {answer}. Số liệu trên là của lần gửi đó.</source>
        <translation>{n} was sent on {at}. Answer: {answer}. The numbers above are those of that time.</translation>
    </message>
</context>
<context>
    <name>Forget</name>
    <message>
        <source>Xóa dữ liệu cửa hàng</source>
        <translation>Delete the shop&apos;s data</translation>
    </message>
    <message>
        <source>Xóa dữ liệu của {name} khỏi máy này?</source>
        <translation>Delete the data of {name} from this computer?</translation>
    </message>
    <message>
        <source>Những gì bị xóa, không lấy lại được</source>
        <translation>What is deleted for good</translation>
    </message>
    <message>
        <source>Đơn hàng, sản phẩm, liên kết, cấu hình và lịch sử.</source>
        <translation>Orders, products, links, settings and history.</translation>
    </message>
    <message>
        <source>Vận đơn đã lưu và các bản sao lưu dữ liệu.</source>
        <translation>Labels that were kept, and the backups of the data.</translation>
    </message>
    <message>
        <source>Mã truy cập và App Secret, nếu còn.</source>
        <translation>Access tokens and App Secret, if any are left.</translation>
    </message>
    <message>
        <source>Những gì vẫn giữ</source>
        <translation>What is kept</translation>
    </message>
    <message>
        <source>Đơn hàng và sản phẩm trên Lazada và Haravan không bị thay đổi.</source>
        <translation>Orders and products on Lazada and Haravan stay as they are.</translation>
    </message>
    <message>
        <source>Dữ liệu của gian hàng Lazada khác trên máy này.</source>
        <translation>The data of other Lazada shops on this computer.</translation>
    </message>
    <message>
        <source>Xóa dữ liệu</source>
        <translation>Delete the data</translation>
    </message>
</context>
<context>
    <name>ForgetBuyer</name>
    <message>
        <source>Tên, điện thoại, địa chỉ người mua và vận đơn đã lưu.</source>
        <translation>Name, phone and address of the buyer, and the label kept.</translation>
    </message>
    <message>
        <source>Cả trong các bản sao lưu ở máy này; không lấy lại được.</source>
        <translation>In the copies on this computer too; it cannot be brought back.</translation>
    </message>
    <message>
        <source>Đơn hàng, tiền và lịch sử.</source>
        <translation>The order, its money and its history.</translation>
    </message>
    <message>
        <source>Dữ liệu trên Lazada, Haravan và tệp sao lưu cất nơi khác.</source>
        <translation>What Lazada and Haravan hold, and copies kept elsewhere.</translation>
    </message>
    <message>
        <source>Xóa thông tin người mua</source>
        <translation>Delete the buyer&apos;s data</translation>
    </message>
    <message>
        <source>Xóa người mua của đơn {number}?</source>
        <translation>Delete the buyer of order {number}?</translation>
    </message>
    <message>
        <source>Những gì bị xóa</source>
        <translation>What is deleted</translation>
    </message>
    <message>
        <source>Những gì vẫn giữ</source>
        <translation>What stays</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>GroupBar</name>
    <message>
        <source>Thêm</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>GuardsBlock</name>
    <message>
        <source>Ngưỡng an toàn</source>
        <translation>Safety limits</translation>
    </message>
    <message>
        <source>Giá đổi quá</source>
        <translation>Price change above</translation>
    </message>
    <message>
        <source>Giá tăng hoặc giảm nhiều hơn mức này thì chờ bạn đồng ý rồi mới gửi.</source>
        <translation>A price that rises or falls by more than this waits for your consent before it is sent.</translation>
    </message>
    <message>
        <source>SKU cùng về 0 quá</source>
        <translation>SKUs going to 0 above</translation>
    </message>
    <message>
        <source>Một lượt làm nhiều SKU về 0 (không phải do bán hết) thì chờ bạn đồng ý.</source>
        <translation>When one turn takes many SKUs to 0 (not because they sold out), it waits for your consent.</translation>
    </message>
    <message>
        <source>và ít nhất</source>
        <translation>and at least</translation>
    </message>
    <message>
        <source> SKU</source>
        <translation> SKUs</translation>
    </message>
    <message>
        <source>Ít hơn số này thì không cần hỏi.</source>
        <translation>Fewer than this need no consent.</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Biên bản bàn giao</source>
        <translation>Handover record</translation>
    </message>
</context>
<context>
    <name>HaravanCard</name>
    <message>
        <source>Cửa hàng</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>Tên miền</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Kết nối từ</source>
        <translation>Connected since</translation>
    </message>
    <message>
        <source>Đổi mã truy cập</source>
        <translation>Change the token</translation>
    </message>
    <message>
        <source>Trong trang quản trị Haravan: Ứng dụng → Ứng dụng riêng tư → tạo ứng dụng, đánh dấu các quyền dưới đây, lưu lại rồi chép mã truy cập (token) vào ô này. Mã chỉ được giữ trong kho mật khẩu của máy.</source>
        <translation>In Haravan&apos;s admin: Apps → Private apps → create an app, tick the permissions below, save, then copy its access token into this field. The token is kept in this computer&apos;s keyring only.</translation>
    </message>
    <message>
        <source>Dán mã truy cập Haravan</source>
        <translation>Paste the Haravan token</translation>
    </message>
    <message>
        <source>Mã truy cập Haravan</source>
        <translation>Haravan token</translation>
    </message>
    <message>
        <source>Kiểm tra và kết nối</source>
        <translation>Check and connect</translation>
    </message>
    <message>
        <source>Mã đúng của cửa hàng {name}, nhưng còn thiếu quyền:
{scopes}
Trong trang quản trị Haravan, mở ứng dụng riêng tư của mã này, đánh dấu các quyền đó, lưu lại rồi kiểm tra lần nữa. Chưa có gì được lưu.</source>
        <translation>The token belongs to {name} but lacks permissions:
{scopes}
In Haravan&apos;s admin open this token&apos;s private app, tick these permissions, save, and check again. Nothing was stored.</translation>
    </message>
    <message>
        <source>{message} Mã này chưa có quyền {scopes}: khách mua sẽ vào Haravan dưới dạng khách vãng lai.</source>
        <translation>{message} This token lacks {scopes}: buyers enter Haravan as guests.</translation>
    </message>
    <message>
        <source>Đang hỏi Haravan về mã này…</source>
        <translation>Asking Haravan about this token…</translation>
    </message>
</context>
<context>
    <name>Held</name>
    <message>
        <source>Số lượng trên Lazada</source>
        <translation>Quantity on Lazada</translation>
    </message>
    <message>
        <source>Giá trên Lazada</source>
        <translation>Lazada price</translation>
    </message>
    <message>
        <source>Giá Haravan</source>
        <translation>Haravan price</translation>
    </message>
    <message>
        <source>Khả dụng ở Haravan</source>
        <translation>Available in Haravan</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Phí vận chuyển</source>
        <translation>Shipping fee</translation>
    </message>
    <message>
        <source>Đơn Haravan</source>
        <translation>Haravan order</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Canceled</translation>
    </message>
    <message>
        <source>Đã xác thực</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Tổng tiền</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>có</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>không</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Đơn Lazada {order}</source>
        <translation>Lazada order {order}</translation>
    </message>
</context>
<context>
    <name>IgnoreDialog</name>
    <message>
        <source>Bỏ qua lỗi</source>
        <translation>Ignore problems</translation>
    </message>
    <message numerus="yes">
        <source>Vì sao bỏ qua {n} lỗi này? Lỗi sẽ nằm ở mục Đã bỏ qua và có thể được đưa lại vào danh sách.</source>
        <translation>
            <numerusform>Why ignore {n} problem? It goes to Ignored and can be put back on the list.</numerusform>
            <numerusform>Why ignore {n} problems? They go to Ignored and can be put back on the list.</numerusform>
        </translation>
    </message>
    <message>
        <source>Ví dụ: không bán trên Lazada</source>
        <translation>For example: not sold on Lazada</translation>
    </message>
    <message>
        <source>Lý do bỏ qua</source>
        <translation>Why ignored</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Ignore</translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Nhập liên kết từ {file}</source>
        <translation>Import links from {file}</translation>
    </message>
    <message>
        <source>Bảng hiện {n} dòng đầu.</source>
        <translation>The table shows the first {n} lines.</translation>
    </message>
    <message>
        <source>Áp dụng</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Dòng</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Lỗi</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>KeepingCard</name>
    <message>
        <source>Dữ liệu trên máy này</source>
        <translation>Data on this computer</translation>
    </message>
    <message>
        <source>Sao lưu ra tệp…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>Khôi phục từ tệp…</source>
        <translation>Restore a copy…</translation>
    </message>
    <message>
        <source>Tạo tệp hỗ trợ…</source>
        <translation>Make a support file…</translation>
    </message>
    <message>
        <source>Một tệp có phiên bản, cấu hình và nhật ký; không có mã truy cập hay người mua</source>
        <translation>A file with versions, settings and the log; without access tokens or buyers&apos; data</translation>
    </message>
    <message>
        <source>Dữ liệu tập dượt: không mã hóa, nằm trong thư mục tạm, xóa khi bạn rời đi.</source>
        <translation>Practice data: not encrypted, in a temporary folder, deleted when you leave.</translation>
    </message>
    <message>
        <source>chưa có</source>
        <translation>none yet</translation>
    </message>
    <message>
        <source>Đã mã hóa; khóa nằm trong kho mật khẩu của máy. Mỗi ngày LazDesk tự sao lưu vào thư mục backups và giữ 7 bản. Bản gần nhất: {when}.</source>
        <translation>Encrypted; the key is in the machine&apos;s keyring. Every day LazDesk saves a copy in the folder backups and keeps 7. The latest: {when}.</translation>
    </message>
    <message>
        <source>Sao lưu ra tệp</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>Mật khẩu của tệp sao lưu</source>
        <translation>Passphrase of the copy</translation>
    </message>
    <message>
        <source>Chỉ mật khẩu này mở được tệp sao lưu: hãy giữ kỹ, LazDesk không giữ hộ. Mã truy cập của Lazada và Haravan không nằm trong tệp.</source>
        <translation>Only this passphrase opens the copy: keep it well, LazDesk cannot recover it. The access tokens of Lazada and Haravan are not in the file.</translation>
    </message>
    <message>
        <source>Sao lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Đang sao lưu…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Khôi phục từ tệp</source>
        <translation>Restore a copy</translation>
    </message>
    <message>
        <source>Mật khẩu đã đặt khi sao lưu {file}.</source>
        <translation>The passphrase set when {file} was saved.</translation>
    </message>
    <message>
        <source>Khôi phục</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Tạo tệp hỗ trợ</source>
        <translation>Make a support file</translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message>
        <source>In đơn hàng</source>
        <translation>Print labels</translation>
    </message>
    <message numerus="yes">
        <source>{n} đơn đã in trước đây, nhiều nhất {times} lần.</source>
        <translation>
            <numerusform>{n} order was printed before, {times}×.</numerusform>
            <numerusform>{n} orders were printed before, at most {times}×.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} đơn không có vận đơn: xem lý do</source>
        <translation>
            <numerusform>{n} order without a label: see why</numerusform>
            <numerusform>{n} orders without a label: see why</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LazadaCard</name>
    <message>
        <source>Gian hàng</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>Quốc gia</source>
        <translation>Country</translation>
    </message>
    <message>
        <source>Kết nối từ</source>
        <translation>Connected since</translation>
    </message>
    <message>
        <source>Hết hạn</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>Đồng bộ gần nhất</source>
        <translation>Last synchronised</translation>
    </message>
    <message>
        <source>Làm mới quyền truy cập</source>
        <translation>Renew access</translation>
    </message>
    <message>
        <source>Thêm gian hàng Lazada</source>
        <translation>Add a Lazada shop</translation>
    </message>
    <message>
        <source>Xóa dữ liệu cửa hàng</source>
        <translation>Delete the shop&apos;s data</translation>
    </message>
    <message>
        <source>Nhiều gian hàng Lazada dùng chung một Haravan: mỗi gian hàng có cấu hình riêng và đều hiện toàn bộ tồn kho, LazDesk không chia tồn kho giữa các gian hàng.</source>
        <translation>Several Lazada shops share one Haravan: each has its own settings and each shows the full stock; LazDesk does not divide it among them.</translation>
    </message>
    <message>
        <source>Trong Lazada Open Platform → App Console, mở ứng dụng Seller In-house của bạn, đăng ký địa chỉ callback dưới đây rồi chép App Key và App Secret vào đây.</source>
        <translation>In Lazada Open Platform → App Console open your Seller In-house app, register the callback address below, then copy the App Key and App Secret here.</translation>
    </message>
    <message>
        <source>Địa chỉ callback</source>
        <translation>Callback address</translation>
    </message>
    <message>
        <source>Ngừng chờ</source>
        <translation>Stop waiting</translation>
    </message>
    <message>
        <source>Không thêm nữa</source>
        <translation>Do not add</translation>
    </message>
    <message>
        <source>Trang cho phép không tự quay về LazDesk được: địa chỉ {uri} đang bận hoặc không phải của máy này. Sau khi bấm cho phép, hãy dán địa chỉ của trình duyệt vào ô bên trên.</source>
        <translation>The consent page cannot come back to LazDesk by itself: the address {uri} is in use or not of this computer. After you have agreed, paste the browser&apos;s address into the field above.</translation>
    </message>
    <message>
        <source>Mã vừa dán thuộc gian hàng {name} ({id}). Kết nối gian hàng này?</source>
        <translation>The code just pasted is of the shop {name} ({id}). Connect this shop?</translation>
    </message>
    <message>
        <source>Mở trang cho phép của Lazada</source>
        <translation>Open Lazada&apos;s consent page</translation>
    </message>
    <message>
        <source>Chép địa chỉ trang cho phép</source>
        <translation>Copy the page&apos;s address</translation>
    </message>
    <message>
        <source>Trang không tự quay về LazDesk? Sao chép cả địa chỉ trên thanh địa chỉ của trình duyệt sau khi bấm cho phép, rồi dán vào đây:</source>
        <translation>The page does not come back to LazDesk? After allowing, copy the whole address from the browser&apos;s bar and paste it here:</translation>
    </message>
    <message>
        <source>Địa chỉ sau khi cho phép</source>
        <translation>Address after allowing</translation>
    </message>
    <message>
        <source>Dùng địa chỉ này</source>
        <translation>Use this address</translation>
    </message>
    <message>
        <source>Việt Nam</source>
        <translation>Vietnam</translation>
    </message>
    <message>
        <source>chưa lần nào</source>
        <translation>never</translation>
    </message>
    <message>
        <source>{when} (đã hết)</source>
        <translation>{when} (ended)</translation>
    </message>
    <message numerus="yes">
        <source>{day} (còn {n} ngày)</source>
        <translation>
            <numerusform>{day} ({n} day left)</numerusform>
            <numerusform>{day} ({n} days left)</numerusform>
        </translation>
    </message>
    <message>
        <source>{when}; ứng dụng này không tự gia hạn được</source>
        <translation>{when}; this app cannot renew itself</translation>
    </message>
    <message>
        <source>Hết quyền truy cập</source>
        <translation>Access has ended</translation>
    </message>
    <message>
        <source>Gian hàng mới</source>
        <translation>New shop</translation>
    </message>
    <message>
        <source>Trình duyệt đang mở trang cho phép của Lazada. Hãy đăng nhập đúng gian hàng và bấm cho phép; LazDesk chờ tại {uri} và tự chạy tiếp.</source>
        <translation>The browser is opening Lazada&apos;s consent page. Sign in to the right shop and allow; LazDesk waits at {uri} and goes on by itself.</translation>
    </message>
    <message>
        <source>Trình duyệt đang mở trang cho phép của Lazada. Hãy đăng nhập và bấm cho phép.</source>
        <translation>The browser is opening Lazada&apos;s consent page. Sign in and allow.</translation>
    </message>
    <message>
        <source>Kết nối</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Không phải gian hàng này</source>
        <translation>Not this shop</translation>
    </message>
</context>
<context>
    <name>LazadaWarehouseBlock</name>
    <message>
        <source>Kho trên Lazada</source>
        <translation>Warehouse on Lazada</translation>
    </message>
    <message>
        <source>Kho Lazada được cập nhật số lượng</source>
        <translation>Lazada warehouse whose quantity is updated</translation>
    </message>
    <message>
        <source>Cập nhật số lượng cho kho</source>
        <translation>Update the quantity of</translation>
    </message>
    <message>
        <source>LazDesk chỉ ghi số lượng vào một kho; các kho khác của gian hàng giữ nguyên. Đổi kho thì thay đổi được xem trước lại.</source>
        <translation>LazDesk writes the quantity of one warehouse only; the shop&apos;s others stay as they are. After another choice the changes are previewed again.</translation>
    </message>
    <message>
        <source>Chưa chọn</source>
        <translation>Not chosen</translation>
    </message>
    <message>
        <source>{code} (không còn)</source>
        <translation>{code} (gone)</translation>
    </message>
    <message>
        <source>Chưa chọn kho thì số lượng không được cập nhật.</source>
        <translation>Until a warehouse is chosen, quantities are not updated.</translation>
    </message>
</context>
<context>
    <name>LeftOut</name>
    <message>
        <source>Riêng {n} cái: {why}</source>
        <translation>Pieces left out: {n}. {why}</translation>
    </message>
</context>
<context>
    <name>LeftOutDialog</name>
    <message>
        <source>{button}: những đơn hoặc món sau không làm được</source>
        <translation>{button}: not possible for these orders or items</translation>
    </message>
    <message>
        <source>Mã đơn Lazada</source>
        <translation>Lazada order</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message numerus="yes">
        <source>Làm {n} đơn còn lại</source>
        <translation>
            <numerusform>Go on with the {n} other order</numerusform>
            <numerusform>Go on with the {n} other orders</numerusform>
        </translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Go back</translation>
    </message>
</context>
<context>
    <name>LinkButtons</name>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Gợi ý và liên kết bằng tay…</source>
        <translation>Suggestions and linking by hand…</translation>
    </message>
    <message>
        <source>Xuất liên kết ra Excel/CSV…</source>
        <translation>Export links to Excel/CSV…</translation>
    </message>
    <message>
        <source>Nhập liên kết từ Excel/CSV…</source>
        <translation>Import links from Excel/CSV…</translation>
    </message>
    <message>
        <source>Bỏ liên kết</source>
        <translation>Unlink</translation>
    </message>
    <message>
        <source>Liên kết theo mã</source>
        <translation>Link by code</translation>
    </message>
    <message>
        <source>Quên các liên kết bằng tay và các lần bỏ liên kết của biến thể đã chọn.</source>
        <translation>Forgets what was linked and unlinked by hand among the ticked variants.</translation>
    </message>
    <message>
        <source>Xuất liên kết</source>
        <translation>Export links</translation>
    </message>
    <message>
        <source>lien-ket.xlsx</source>
        <translation>links.xlsx</translation>
    </message>
    <message>
        <source>Nhập liên kết</source>
        <translation>Import links</translation>
    </message>
    <message numerus="yes">
        <source>Bỏ liên kết của {n} biến thể?</source>
        <translation>
            <numerusform>Unlink {n} variant?</numerusform>
            <numerusform>Unlink {n} variants?</numerusform>
        </translation>
    </message>
    <message>
        <source>Giá và số lượng của chúng ngừng cập nhật, và đơn hàng mới không trừ kho của chúng. Chúng không tự liên kết lại cho đến khi bạn liên kết.</source>
        <translation>Their prices and quantities are not updated any more, and new orders do not take from their stock. They do not link by themselves until you link them.</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Liên kết sản phẩm</source>
        <translation>Link products</translation>
    </message>
    <message>
        <source>Gợi ý</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Liên kết bằng tay</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Biến thể Haravan</source>
        <translation>Haravan variant</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>Barcode</translation>
    </message>
    <message>
        <source>Có ở Haravan, chưa có trên Lazada</source>
        <translation>In Haravan, not on Lazada</translation>
    </message>
    <message>
        <source>Mọi biến thể chưa liên kết</source>
        <translation>All variants without a link</translation>
    </message>
    <message>
        <source>Sản phẩm Lazada</source>
        <translation>Lazada product</translation>
    </message>
    <message>
        <source>SKU Lazada</source>
        <translation>Lazada SKU</translation>
    </message>
    <message>
        <source>Có trên Lazada, chưa có ở Haravan</source>
        <translation>On Lazada, not in Haravan</translation>
    </message>
    <message>
        <source>Mọi SKU chưa liên kết</source>
        <translation>All SKUs without a link</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Không có barcode</source>
        <translation>No barcode</translation>
    </message>
    <message>
        <source>Trùng mã</source>
        <translation>Shared code</translation>
    </message>
    <message>
        <source>Đã bỏ liên kết</source>
        <translation>Unlinked</translation>
    </message>
    <message>
        <source>Chưa đăng</source>
        <translation>Not published</translation>
    </message>
    <message>
        <source>Có barcode trùng mã</source>
        <translation>A barcode equals it</translation>
    </message>
    <message>
        <source>Chọn một dòng ở mỗi bên rồi bấm Liên kết.</source>
        <translation>Choose a row on each side, then press Link.</translation>
    </message>
    <message>
        <source>Gợi ý ({n})</source>
        <translation>Suggestions ({n})</translation>
    </message>
</context>
<context>
    <name>LinkSku</name>
    <message>
        <source>Liên kết SKU…</source>
        <translation>Link the SKU…</translation>
    </message>
</context>
<context>
    <name>ListTab</name>
    <message>
        <source>Nhóm</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Tìm (Ctrl+K)</source>
        <translation>Search (Ctrl+K)</translation>
    </message>
    <message>
        <source>vi</source>
        <translation>en</translation>
    </message>
    <message>
        <source>Chưa kết nối. Mở thẻ Kết nối để bắt đầu.</source>
        <translation>Not connected. Open the Connection tab to begin.</translation>
    </message>
    <message>
        <source>Không tìm thấy gì. Thử từ khác, hoặc xóa chữ trong ô tìm.</source>
        <translation>Nothing found. Try another word, or clear the search.</translation>
    </message>
</context>
<context>
    <name>LockButtons</name>
    <message>
        <source>Khóa giá/tồn</source>
        <translation>Lock price/stock</translation>
    </message>
    <message>
        <source>Khóa…</source>
        <translation>Lock…</translation>
    </message>
    <message>
        <source>Bỏ khóa</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Hoàn tác giá vừa đẩy…</source>
        <translation>Undo the last price update…</translation>
    </message>
</context>
<context>
    <name>LockDialog</name>
    <message>
        <source>Khóa giá/tồn</source>
        <translation>Lock price/stock</translation>
    </message>
    <message numerus="yes">
        <source>Khóa {n} biến thể</source>
        <translation>
            <numerusform>Lock {n} variant</numerusform>
            <numerusform>Lock {n} variants</numerusform>
        </translation>
    </message>
    <message>
        <source>Giá trị bị khóa không được đẩy lên Lazada, kể cả khi tồn kho về 0.</source>
        <translation>A locked value is not sent to Lazada, not even when stock falls to 0.</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Đến hết ngày</source>
        <translation>Through</translation>
    </message>
    <message>
        <source>Ngày cuối cùng bị khóa</source>
        <translation>Last locked day</translation>
    </message>
    <message>
        <source>Ví dụ: Sale 12.12</source>
        <translation>For example: Sale 12.12</translation>
    </message>
    <message>
        <source>Khóa</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Các phần của LazDesk</source>
        <translation>Parts of LazDesk</translation>
    </message>
    <message>
        <source>Đang mở dữ liệu…</source>
        <translation>Opening the data…</translation>
    </message>
    <message>
        <source>Chưa kết nối</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>Hết quyền truy cập Lazada</source>
        <translation>Lazada access has ended</translation>
    </message>
    <message>
        <source>Đang dừng ghi · vẫn đọc dữ liệu</source>
        <translation>Writing stopped · still reading</translation>
    </message>
    <message>
        <source>Đang đồng bộ…</source>
        <translation>Synchronising…</translation>
    </message>
    <message>
        <source>Lần đồng bộ vừa rồi có lỗi</source>
        <translation>The last synchronisation had errors</translation>
    </message>
    <message>
        <source>Đang dừng ghi: LazDesk không thay đổi gì trên Lazada và Haravan.</source>
        <translation>Writing is stopped: LazDesk changes nothing on Lazada and Haravan.</translation>
    </message>
    <message>
        <source>Cho ghi lại</source>
        <translation>Write again</translation>
    </message>
    <message numerus="yes">
        <source>{n} thay đổi đang chờ bạn xem trước và đồng ý.</source>
        <translation>
            <numerusform>{n} change waits for your preview and consent.</numerusform>
            <numerusform>{n} changes wait for your preview and consent.</numerusform>
        </translation>
    </message>
    <message>
        <source>Xem trước</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Lazada đã khớp với Haravan: không có gì cần thay đổi.</source>
        <translation>Lazada agrees with Haravan: nothing needs to change.</translation>
    </message>
    <message>
        <source>Giá trên Lazada đã khớp với Haravan. Số lượng đang tắt.</source>
        <translation>Prices on Lazada agree with Haravan. Quantity is switched off.</translation>
    </message>
    <message>
        <source>Số lượng trên Lazada đã khớp với Haravan. Giá đang tắt.</source>
        <translation>Quantities on Lazada agree with Haravan. Price is switched off.</translation>
    </message>
    <message>
        <source>Giá và Số lượng đều đang tắt nên không có gì được gửi sang Lazada. Hãy bật ở thẻ Cấu hình: mọi thay đổi được xem trước rồi mới gửi.</source>
        <translation>Price and Quantity are both switched off, so nothing is sent to Lazada. Switch them on in the Settings tab: every change is shown before it is sent.</translation>
    </message>
    <message>
        <source>Đồng ý và gửi</source>
        <translation>Agree and send</translation>
    </message>
</context>
<context>
    <name>NightlyBlock</name>
    <message>
        <source>Đối soát hai bên</source>
        <translation>Compare both sides</translation>
    </message>
    <message>
        <source>Tự đối soát hằng đêm</source>
        <translation>Compare every night</translation>
    </message>
    <message>
        <source>Mỗi đêm LazDesk đọc lại cả hai bên và so từng đơn, từng SKU, chỉ dùng một phần tư số lệnh được phép gọi. Chỉ đọc, không ghi gì.</source>
        <translation>Each night LazDesk reads both sides anew and compares every order and SKU, with a quarter of the calls it may make. It only reads and writes nothing.</translation>
    </message>
    <message>
        <source>Bắt đầu lúc</source>
        <translation>Begin at</translation>
    </message>
    <message>
        <source>Giờ Việt Nam. Máy tắt quá ba giờ sau giờ này thì chờ đến đêm sau.</source>
        <translation>Vietnam time. A computer that is off for three hours from then on waits for the next night.</translation>
    </message>
</context>
<context>
    <name>OpenInHaravan</name>
    <message>
        <source>Mở ở Haravan</source>
        <translation>Open in Haravan</translation>
    </message>
</context>
<context>
    <name>OpenOnLazada</name>
    <message>
        <source>Mở ở Lazada</source>
        <translation>Open on Lazada</translation>
    </message>
</context>
<context>
    <name>OrderButton</name>
    <message>
        <source>Quay lại</source>
        <translation>Go back</translation>
    </message>
</context>
<context>
    <name>OrderCells</name>
    <message>
        <source>Mã đơn Lazada</source>
        <translation>Lazada order</translation>
    </message>
    <message>
        <source>Hạn giao</source>
        <translation>Ship by</translation>
    </message>
    <message>
        <source>Ngày đặt</source>
        <translation>Placed</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Khách</source>
        <translation>Buyer</translation>
    </message>
    <message>
        <source>Tổng tiền</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Thanh toán</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>Mã vận đơn</source>
        <translation>Tracking no.</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Thao tác</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>{skus} món · {n} cái</source>
        <translation>{skus} SKU · {n} pc</translation>
    </message>
    <message>
        <source>Chờ trừ tồn</source>
        <translation>Stock to be taken</translation>
    </message>
    <message>
        <source>Chưa liên kết: {n}</source>
        <translation>Not linked: {n}</translation>
    </message>
    <message>
        <source>Trả lời người mua trước {time}, sau đó Lazada tự quyết định</source>
        <translation>Answer the buyer before {time}, then Lazada decides</translation>
    </message>
    <message>
        <source>Yêu cầu hủy</source>
        <translation>Cancel requests</translation>
    </message>
    <message>
        <source>Đang hủy</source>
        <translation>Being canceled</translation>
    </message>
    <message>
        <source>Đang gửi</source>
        <translation>Sending</translation>
    </message>
</context>
<context>
    <name>OrderDrawer</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Đóng (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
    <message>
        <source>Đơn {number}</source>
        <translation>Order {number}</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Tiền</source>
        <translation>Money</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Receiver</translation>
    </message>
    <message>
        <source>Đọc từ Lazada lúc {at}</source>
        <translation>Read from Lazada {at}</translation>
    </message>
    <message>
        <source>Lịch sử</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Chưa có gì xảy ra.</source>
        <translation>Nothing has happened yet.</translation>
    </message>
    <message>
        <source>kho Lazada (FBL)</source>
        <translation>Lazada warehouse (FBL)</translation>
    </message>
    <message>
        <source>hàng kỹ thuật số</source>
        <translation>digital goods</translation>
    </message>
    <message>
        <source>người bán tự giao</source>
        <translation>delivered by seller</translation>
    </message>
    <message>
        <source>người mua yêu cầu hủy</source>
        <translation>buyer asks to cancel</translation>
    </message>
    <message>
        <source>Chưa liên kết với biến thể nào ở Haravan, nên bán món này chưa trừ tồn kho. Bấm Liên kết SKU… ở trên để chọn biến thể của SKU {sku}.</source>
        <translation>Not linked to any variant in Haravan, so selling it has not reduced the stock. Press Link SKU… above to choose the variant of SKU {sku}.</translation>
    </message>
    <message>
        <source>Yêu cầu hủy: {status}</source>
        <translation>Cancel request: {status}</translation>
    </message>
    <message>
        <source>Yêu cầu hoàn: {status}</source>
        <translation>Refund asked for: {status}</translation>
    </message>
    <message>
        <source>Lazada đã hoàn {money} cho người mua, người mua gửi trả hàng</source>
        <translation>Lazada refunded {money} to the buyer, who sends the goods back</translation>
    </message>
    <message>
        <source>Lazada đã hoàn {money} cho người mua, người mua giữ hàng</source>
        <translation>Lazada refunded {money} to the buyer, who keeps the goods</translation>
    </message>
    <message>
        <source>Hàng chưa về</source>
        <translation>The goods are not back</translation>
    </message>
    <message>
        <source>Hàng không về nữa, ghi lúc {at}</source>
        <translation>The goods will not come back, noted {at}</translation>
    </message>
    <message>
        <source>Hàng đã về {place} lúc {at}</source>
        <translation>The goods are back at {place}, {at}</translation>
    </message>
    <message>
        <source>Tiền hàng</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>Voucher của shop</source>
        <translation>Shop voucher</translation>
    </message>
    <message>
        <source>Phí vận chuyển</source>
        <translation>Shipping fee</translation>
    </message>
    <message>
        <source>Tổng cộng</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Voucher do Lazada trả</source>
        <translation>Voucher paid by Lazada</translation>
    </message>
    <message>
        <source>Thanh toán</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>Cách thanh toán trên Lazada</source>
        <translation>Paid on Lazada by</translation>
    </message>
    <message>
        <source>Đơn ở Haravan</source>
        <translation>Order in Haravan</translation>
    </message>
    <message>
        <source>Đã thu</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Đã hoàn</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Thực thu (đã thu − đã hoàn)</source>
        <translation>Net received (received − refunded)</translation>
    </message>
    <message>
        <source>Thực thu theo Lazada</source>
        <translation>Net received by Lazada&apos;s state</translation>
    </message>
    <message>
        <source>Lệch {money}: sẽ được ghi ở lượt đồng bộ tới, hoặc xem việc cần làm ở thẻ Lỗi.</source>
        <translation>{money} apart: booked in the next cycle, or a task under Problems.</translation>
    </message>
    <message>
        <source>Đơn {name} (mã {id})</source>
        <translation>Order {name} (id {id})</translation>
    </message>
</context>
<context>
    <name>OrderHistory</name>
    <message>
        <source>không</source>
        <translation>none</translation>
    </message>
    <message>
        <source>LazDesk đã tạo đơn này ở Haravan (mã {said}).</source>
        <translation>LazDesk created this order in Haravan (id {said}).</translation>
    </message>
    <message>
        <source>Đơn {said} do kênh Lazada của Haravan tạo được nhận làm đơn này; không tạo thêm đơn.</source>
        <translation>Order {said}, made by Haravan&apos;s own Lazada channel, counts as this one; no other is created.</translation>
    </message>
    <message>
        <source>Haravan từ chối tạo đơn: {said}</source>
        <translation>Haravan refused to create the order: {said}</translation>
    </message>
    <message>
        <source>Lazada đổi trạng thái, nên đơn Haravan chuyển sang “{said}”.</source>
        <translation>The status changed on Lazada, so the Haravan order became “{said}”.</translation>
    </message>
    <message>
        <source>Đơn Haravan được ghi nhận thanh toán {said}.</source>
        <translation>A payment of {said} was booked in the Haravan order.</translation>
    </message>
    <message>
        <source>Đơn Haravan được ghi nhận hoàn tiền {said}.</source>
        <translation>A refund of {said} was booked in the Haravan order.</translation>
    </message>
    <message>
        <source>Lazada hủy đơn, nên đơn Haravan được hủy; hàng trả về kho: {goods}.</source>
        <translation>Lazada canceled the order, so the Haravan order was canceled; back in stock: {goods}.</translation>
    </message>
    <message>
        <source>Shop đã hủy đơn trên Lazada, lý do: {said}.</source>
        <translation>The shop canceled the order on Lazada, reason: {said}.</translation>
    </message>
    <message>
        <source>Lazada hủy một phần, nên phần đó được bỏ khỏi đơn Haravan; hàng trả về kho: {goods}.</source>
        <translation>Lazada canceled a part, so that part was taken out of the Haravan order; back in stock: {goods}.</translation>
    </message>
    <message>
        <source>Bạn bấm Hoàn trả đơn hàng: đơn Haravan nhận lại {goods}.</source>
        <translation>You pressed Take goods back: the Haravan order got back {goods}.</translation>
    </message>
    <message>
        <source>Bạn báo hàng không về nữa: {goods}, không nhập kho.</source>
        <translation>You said the goods will not come back: {goods}, into no stock.</translation>
    </message>
    <message>
        <source>Một phiếu nhập kho đưa hàng hoàn về: {goods}.</source>
        <translation>A stock voucher brought returned goods: {goods}.</translation>
    </message>
    <message>
        <source>Một phiếu điều chỉnh trừ tồn cho dòng liên kết muộn: {goods}.</source>
        <translation>A stock voucher took the stock of a line linked late: {goods}.</translation>
    </message>
    <message>
        <source>Bạn đã in vận đơn. {said}</source>
        <translation>You printed the label. {said}</translation>
    </message>
    <message>
        <source>Chưa lấy được vận đơn, các bước khác vẫn đi tiếp: {said}</source>
        <translation>The label could not be fetched yet, the other steps went on: {said}</translation>
    </message>
    <message>
        <source>Haravan từ chối cập nhật đơn: {said}</source>
        <translation>Haravan refused to update the order: {said}</translation>
    </message>
    <message>
        <source>Thao tác {button} của bạn đã được xác nhận.</source>
        <translation>Your {button} was confirmed.</translation>
    </message>
    <message>
        <source>Bạn bấm {button}, nhưng bị từ chối: {said}</source>
        <translation>You pressed {button}, but it was rejected: {said}</translation>
    </message>
    <message>
        <source>Bạn bấm {button}, nhưng không gửi được trong thời hạn nên bị bỏ.</source>
        <translation>You pressed {button}, but it could not be sent in time and was dropped.</translation>
    </message>
    <message>
        <source>Bạn bấm {button}, rồi bấm {said} thay cho nút này.</source>
        <translation>You pressed {button}, then {said} instead of it.</translation>
    </message>
    <message>
        <source>Hoàn tiền: {money}.</source>
        <translation>Refunded: {money}.</translation>
    </message>
</context>
<context>
    <name>OrderWords</name>
    <message>
        <source>Chưa thanh toán</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>Đã thanh toán</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>Thanh toán một phần</source>
        <translation>Partly paid</translation>
    </message>
    <message>
        <source>Đã nhập trả</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>Nhập trả một phần</source>
        <translation>Partly refunded</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Canceled</translation>
    </message>
    <message>
        <source>Chưa TT</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>Trả một phần</source>
        <translation>Partly paid</translation>
    </message>
    <message>
        <source>Nhập trả 1 phần</source>
        <translation>Partly refunded</translation>
    </message>
    <message>
        <source>Chưa giao hàng</source>
        <translation>Not shipped</translation>
    </message>
    <message>
        <source>Chờ giao hàng</source>
        <translation>To pick up</translation>
    </message>
    <message>
        <source>Đang giao hàng</source>
        <translation>Out for delivery</translation>
    </message>
    <message>
        <source>Đã giao hàng</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>Hủy giao hàng</source>
        <translation>Not delivered</translation>
    </message>
    <message>
        <source>Chuyển hoàn</source>
        <translation>Returning</translation>
    </message>
    <message>
        <source>Chờ tạo</source>
        <translation>To be created</translation>
    </message>
    <message>
        <source>Đang tạo</source>
        <translation>Creating</translation>
    </message>
    <message>
        <source>Chưa rõ – đang kiểm tra</source>
        <translation>Unknown – being checked</translation>
    </message>
    <message>
        <source>Đang xác nhận</source>
        <translation>Confirming</translation>
    </message>
    <message>
        <source>Haravan từ chối</source>
        <translation>Refused by Haravan</translation>
    </message>
    <message>
        <source>Đang gửi</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Đã xác nhận</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Bị từ chối</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>Quá hạn, không gửi nữa</source>
        <translation>Too late, not sent</translation>
    </message>
    <message>
        <source>Đóng gói</source>
        <translation>Pack</translation>
    </message>
    <message>
        <source>Sẵn sàng giao hàng</source>
        <translation>Ready to ship</translation>
    </message>
    <message>
        <source>Hủy đơn hàng</source>
        <translation>Cancel order</translation>
    </message>
    <message>
        <source>Trả lời yêu cầu hủy</source>
        <translation>Answer to a cancel request</translation>
    </message>
    <message>
        <source>Trả lời yêu cầu trả hàng</source>
        <translation>Answer to a return</translation>
    </message>
    <message>
        <source>Trừ tồn</source>
        <translation>Deduct stock</translation>
    </message>
    <message>
        <source>Hết hàng</source>
        <translation>Out of Stock</translation>
    </message>
    <message>
        <source>Sai giá</source>
        <translation>Wrong Price or Pricing Error</translation>
    </message>
    <message>
        <source>Chưa rõ</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>COD · đã thu</source>
        <translation>COD · paid</translation>
    </message>
    <message>
        <source>Đã in {n} lần</source>
        <translation>Printed {n}×</translation>
    </message>
    <message>
        <source>Hoàn trả đơn hàng</source>
        <translation>Goods taken back</translation>
    </message>
    <message>
        <source>Thay bằng thao tác sau</source>
        <translation>Replaced by a later action</translation>
    </message>
    <message>
        <source>Nguồn hàng về chậm</source>
        <translation>Sourcing Delay</translation>
    </message>
    <message>
        <source>Đã đóng gói</source>
        <translation>Packed</translation>
    </message>
    <message>
        <source>Không tạo</source>
        <translation>Not created</translation>
    </message>
    <message>
        <source>Chưa tạo</source>
        <translation>Not created yet</translation>
    </message>
    <message>
        <source>Trả trước</source>
        <translation>Prepaid</translation>
    </message>
</context>
<context>
    <name>OrdersBlock</name>
    <message>
        <source>Xử lý đơn hàng</source>
        <translation>Handling of orders</translation>
    </message>
    <message>
        <source>Tại Lazada (khuyến khích)</source>
        <translation>On Lazada (recommended)</translation>
    </message>
    <message>
        <source>Tại Haravan</source>
        <translation>On Haravan</translation>
    </message>
    <message>
        <source>Trạng thái đơn hàng được đồng bộ từ Lazada về Haravan.</source>
        <translation>Order statuses go from Lazada to Haravan.</translation>
    </message>
    <message>
        <source>Trạng thái đơn hàng (bao gồm trạng thái vận chuyển, thanh toán) từ Lazada sẽ không được đồng bộ về Haravan.</source>
        <translation>Order statuses (shipping and payment included) no longer go from Lazada to Haravan.</translation>
    </message>
    <message>
        <source>Tự động nhập kho khi hủy đơn</source>
        <translation>Restock canceled orders automatically</translation>
    </message>
    <message>
        <source>Khi đơn bị hủy trên Lazada, hàng được nhập lại kho ở Haravan, mỗi món một lần; lịch sử đơn ghi rõ. Không dùng khi xử lý tại Haravan.</source>
        <translation>When an order is canceled on Lazada, its goods go back into stock in Haravan, each unit once; the order&apos;s history says so. Not used when orders are handled on Haravan.</translation>
    </message>
    <message>
        <source>Nhập đơn từ ngày</source>
        <translation>Import orders from</translation>
    </message>
    <message>
        <source>Đơn Lazada tạo từ ngày này được nhập vào Haravan; lùi được tối đa 90 ngày. Lùi ngày thì các đơn cũ hơn được nhập bù.</source>
        <translation>Lazada orders created from this day on enter Haravan; at most 90 days back. An earlier day brings in the older orders too.</translation>
    </message>
    <message>
        <source>Khi lưu, LazDesk đọc lại đơn Lazada từ ngày này và nhập bù những đơn Haravan chưa có. Tồn kho Haravan bị trừ cho cả những đơn đã giao.</source>
        <translation>On saving, LazDesk reads the Lazada orders since this day and imports those that Haravan lacks. Haravan&apos;s stock is taken for delivered orders, too.</translation>
    </message>
    <message>
        <source>Haravan khuyến khích xử lý đơn hàng tại Lazada vì chỉ hỗ trợ đồng bộ một chiều từ Lazada về Haravan. Khi xử lý tại Haravan mà bấm nút Lazada (Sẵn sàng giao hàng, Hủy đơn hàng, In đơn hàng) thì trạng thái vẫn đổi ở cả hai bên.</source>
        <translation>Haravan recommends handling orders on Lazada, since statuses only go one way, from Lazada to Haravan. When handling on Haravan, the Lazada buttons (ready to ship, cancel, print) still change the status on both sides.</translation>
    </message>
</context>
<context>
    <name>OrdersTab</name>
    <message>
        <source>Đơn hàng</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Cần xử lý</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Sẵn sàng giao</source>
        <translation>Ready to ship</translation>
    </message>
    <message>
        <source>Đang giao</source>
        <translation>In transit</translation>
    </message>
    <message>
        <source>Đã giao</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>Yêu cầu hủy</source>
        <translation>Cancel requests</translation>
    </message>
    <message>
        <source>Trả hàng chờ trả lời</source>
        <translation>Returns to answer</translation>
    </message>
    <message>
        <source>Đã hoàn tiền – hàng chưa về</source>
        <translation>Refunded – goods not back</translation>
    </message>
    <message>
        <source>Hàng hoàn về</source>
        <translation>Goods coming back</translation>
    </message>
    <message>
        <source>Chưa liên kết SKU</source>
        <translation>SKU not linked</translation>
    </message>
    <message>
        <source>Chưa rõ đã vào Haravan</source>
        <translation>Maybe in Haravan</translation>
    </message>
    <message>
        <source>Cần chú ý</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Chờ vào Haravan</source>
        <translation>Waiting for Haravan</translation>
    </message>
    <message>
        <source>Chờ in</source>
        <translation>To print</translation>
    </message>
    <message>
        <source>Chờ thanh toán</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>Giao thất bại</source>
        <translation>Delivery failed</translation>
    </message>
    <message>
        <source>Hoàn/Trả</source>
        <translation>Returns</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Canceled</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Tìm mã đơn, khách, số điện thoại, mã vận đơn, SKU (Ctrl+K)</source>
        <translation>Search order, buyer, phone, tracking, SKU (Ctrl+K)</translation>
    </message>
    <message>
        <source>Không có đơn nào như vậy trong nhóm này. Chọn “Đã in và chưa in” để xem tất cả.</source>
        <translation>No such order in this group. Choose “Printed or not” to see all.</translation>
    </message>
    <message>
        <source>Không còn đơn cần xử lý.</source>
        <translation>No order is left to do.</translation>
    </message>
    <message>
        <source>Chưa có đơn nào. Bấm Đồng bộ ngay để tải đơn từ Lazada.</source>
        <translation>No orders yet. Press Synchronise now to load them from Lazada.</translation>
    </message>
    <message>
        <source>Vận đơn của mọi đơn đã đóng gói đều đã in.</source>
        <translation>The labels of all packed orders are printed.</translation>
    </message>
    <message>
        <source>Hàng của mọi đơn đã hoàn tiền đều đã về.</source>
        <translation>The goods of all refunded orders are back.</translation>
    </message>
    <message>
        <source>Không có hàng nào đang hoàn về.</source>
        <translation>No goods are on their way back.</translation>
    </message>
    <message>
        <source>Mọi dòng của các đơn đều đã liên kết và đã trừ tồn.</source>
        <translation>All lines of all orders are linked, and their stock is taken.</translation>
    </message>
    <message>
        <source>Không có đơn nào chưa rõ đã vào Haravan hay chưa.</source>
        <translation>Of every order it is known whether it is in Haravan.</translation>
    </message>
    <message>
        <source>Không có đơn nào đang chờ vào Haravan.</source>
        <translation>No order waits to go into Haravan.</translation>
    </message>
    <message>
        <source>Không có đơn nào trong nhóm này.</source>
        <translation>No orders in this group.</translation>
    </message>
    <message>
        <source>Nhập đơn từ ngày…</source>
        <translation>Import from a day…</translation>
    </message>
    <message>
        <source>Lọc theo bản in</source>
        <translation>Filter by prints</translation>
    </message>
    <message>
        <source>Đã in và chưa in</source>
        <translation>Printed or not</translation>
    </message>
    <message>
        <source>Chưa in</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>Đã in</source>
        <translation>Printed</translation>
    </message>
</context>
<context>
    <name>OverviewTab</name>
    <message>
        <source>Tổng quan</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Việc cần làm</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Đồng bộ</source>
        <translation>Synchronisation</translation>
    </message>
    <message>
        <source>Chưa kết nối. Mất khoảng 3 phút.</source>
        <translation>Not connected. It takes about 3 minutes.</translation>
    </message>
    <message>
        <source>1. Kết nối Haravan bằng mã truy cập của ứng dụng riêng tư.</source>
        <translation>1. Connect Haravan with a private app&apos;s token.</translation>
    </message>
    <message>
        <source>2. Kết nối gian hàng Lazada trong trình duyệt.</source>
        <translation>2. Connect the Lazada shop in the browser.</translation>
    </message>
    <message>
        <source>3. Đăng sản phẩm lên kênh bán hàng để liên kết theo barcode.</source>
        <translation>3. Publish products to link them by barcode.</translation>
    </message>
    <message>
        <source>Mở thẻ Kết nối</source>
        <translation>Open Connection</translation>
    </message>
    <message>
        <source>Lần cuối</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Lần tới</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Còn chờ</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Work</translation>
    </message>
    <message>
        <source>đang tắt</source>
        <translation>switched off</translation>
    </message>
    <message>
        <source>SKU bị Lazada từ chối, sẽ được thử lại sau</source>
        <translation>SKUs that Lazada refused; they are tried again later</translation>
    </message>
    <message>
        <source>Chưa có lần đồng bộ nào trọn vẹn</source>
        <translation>No complete synchronisation yet</translation>
    </message>
    <message>
        <source>Lần đồng bộ trọn vẹn gần nhất: {at}</source>
        <translation>Last complete synchronisation: {at}</translation>
    </message>
    <message>
        <source>Đơn cần xử lý</source>
        <translation>Orders to do</translation>
    </message>
    <message>
        <source>Đơn chờ in</source>
        <translation>Orders to print</translation>
    </message>
    <message>
        <source>Đơn sẵn sàng giao</source>
        <translation>Orders ready to ship</translation>
    </message>
    <message>
        <source>Yêu cầu hủy</source>
        <translation>Cancel requests</translation>
    </message>
    <message>
        <source>Tồn kho đọc lúc {newest}</source>
        <translation>Stock read at {newest}</translation>
    </message>
    <message>
        <source>Tồn kho đọc từ {oldest} đến {newest}</source>
        <translation>Stock read between {oldest} and {newest}</translation>
    </message>
    <message>
        <source>Đang mất kết nối: các số trên là của lần đọc được gần nhất</source>
        <translation>Disconnected: the numbers above are those of the last reading</translation>
    </message>
    <message>
        <source>chờ quyền truy cập</source>
        <translation>waits for access</translation>
    </message>
    <message>
        <source>đang dừng ghi</source>
        <translation>writing stopped</translation>
    </message>
    <message>
        <source>đang chạy</source>
        <translation>running</translation>
    </message>
    <message>
        <source>thử lại {at}</source>
        <translation>again at {at}</translation>
    </message>
    <message>
        <source>Hàng hoàn về</source>
        <translation>Goods coming back</translation>
    </message>
    <message>
        <source>Đã hoàn tiền – hàng chưa về</source>
        <translation>Refunded – goods not back</translation>
    </message>
    <message>
        <source>Đơn có SKU chưa liên kết</source>
        <translation>Orders with a SKU not linked</translation>
    </message>
    <message>
        <source>Đơn chưa rõ đã vào Haravan</source>
        <translation>Orders maybe in Haravan</translation>
    </message>
    <message>
        <source>Đơn cần chú ý</source>
        <translation>Orders that need attention</translation>
    </message>
    <message>
        <source>Đơn chờ vào Haravan</source>
        <translation>Orders waiting for Haravan</translation>
    </message>
    <message>
        <source>Lỗi</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Biến thể đã liên kết</source>
        <translation>Linked variants</translation>
    </message>
    <message>
        <source>Biến thể chưa đăng</source>
        <translation>Variants not published</translation>
    </message>
    <message>
        <source>Biến thể lỗi đồng bộ</source>
        <translation>Variants with problems</translation>
    </message>
    <message>
        <source>Đơn Lazada vào Haravan</source>
        <translation>Lazada orders into Haravan</translation>
    </message>
    <message>
        <source>Trạng thái đơn sang Haravan</source>
        <translation>Order statuses to Haravan</translation>
    </message>
    <message>
        <source>Số lượng sang Lazada</source>
        <translation>Quantities to Lazada</translation>
    </message>
    <message>
        <source>Giá sang Lazada</source>
        <translation>Prices to Lazada</translation>
    </message>
    <message>
        <source>Thao tác trên đơn</source>
        <translation>Actions on orders</translation>
    </message>
</context>
<context>
    <name>Pack</name>
    <message>
        <source>Đóng gói</source>
        <translation>Pack</translation>
    </message>
</context>
<context>
    <name>PaperSizes</name>
    <message>
        <source>Giấy nhiệt 100×150 mm</source>
        <translation>Thermal 100×150 mm</translation>
    </message>
    <message>
        <source>A6 105×148 mm</source>
        <translation>A6 105×148 mm</translation>
    </message>
    <message>
        <source>A5 148×210 mm</source>
        <translation>A5 148×210 mm</translation>
    </message>
    <message>
        <source>A4, bốn vận đơn một tờ</source>
        <translation>A4, four labels a sheet</translation>
    </message>
    <message>
        <source>A4 210×297 mm</source>
        <translation>A4 210×297 mm</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Mật khẩu</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Nhập lại</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ít nhất {n} ký tự.</source>
        <translation>At least {n} characters.</translation>
    </message>
    <message>
        <source>Hai lần nhập khác nhau.</source>
        <translation>The two differ.</translation>
    </message>
</context>
<context>
    <name>PickList</name>
    <message>
        <source>Phiếu nhặt hàng</source>
        <translation>Pick list</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Xem trước thay đổi trên Lazada</source>
        <translation>Preview of the changes on Lazada</translation>
    </message>
    <message numerus="yes">
        <source>Sẽ cập nhật {n} SKU trên Lazada</source>
        <translation>
            <numerusform>{n} SKU will be updated on Lazada</numerusform>
            <numerusform>{n} SKUs will be updated on Lazada</numerusform>
        </translation>
    </message>
    <message>
        <source>Chưa có gì được gửi đi.</source>
        <translation>Nothing has been sent.</translation>
    </message>
    <message numerus="yes">
        <source>Số lượng: {n} SKU.</source>
        <translation>
            <numerusform>Quantities: {n} SKU.</numerusform>
            <numerusform>Quantities: {n} SKUs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Số lượng: {n} SKU, trong đó {zeros} SKU về 0.</source>
        <translation>
            <numerusform>Quantities: {n} SKU, of these to 0: {zeros}.</numerusform>
            <numerusform>Quantities: {n} SKUs, of these to 0: {zeros}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Giá: {n} SKU.</source>
        <translation>
            <numerusform>Price: {n} SKU.</numerusform>
            <numerusform>Price: {n} SKUs.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chỉ đúng các giá trị dưới đây được gửi; giá trị nào đổi trước khi gửi thì chờ bạn xem lại.</source>
        <translation>Exactly the values below are sent; one that changes before it is sent waits for you to look again.</translation>
    </message>
    <message>
        <source>SKU Lazada</source>
        <translation>Lazada SKU</translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation>On Lazada</translation>
    </message>
    <message>
        <source>Sẽ thành</source>
        <translation>Becomes</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>{price}, khuyến mãi {sale}</source>
        <translation>{price}, on sale {sale}</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Hiện</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>Tất cả ({n})</source>
        <translation>All ({n})</translation>
    </message>
    <message>
        <source>Giá gấp hoặc giảm 10 lần</source>
        <translation>Price ×10 or ÷10</translation>
    </message>
    <message>
        <source>Giảm giá</source>
        <translation>Price down</translation>
    </message>
    <message>
        <source>Thành 100.000</source>
        <translation>To 100.000</translation>
    </message>
    <message>
        <source>Về 0</source>
        <translation>To 0</translation>
    </message>
    <message>
        <source>Tăng giá</source>
        <translation>Price up</translation>
    </message>
    <message>
        <source>Số lượng giảm</source>
        <translation>Quantity down</translation>
    </message>
    <message>
        <source>Số lượng tăng</source>
        <translation>Quantity up</translation>
    </message>
    <message>
        <source>Sản phẩm / biến thể</source>
        <translation>Product / variant</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Giá Haravan {price}</source>
        <translation>Haravan price {price}</translation>
    </message>
    <message>
        <source>Khả dụng {q}</source>
        <translation>Available {q}</translation>
    </message>
    <message>
        <source>− {n} đơn chưa vào Haravan</source>
        <translation>− {n} in orders not yet in Haravan</translation>
    </message>
    <message>
        <source>− {n} chờ thanh toán</source>
        <translation>− {n} unpaid</translation>
    </message>
    <message>
        <source>− {n} dự phòng</source>
        <translation>− {n} safety stock</translation>
    </message>
    <message>
        <source>{why}; cho đặt khi hết hàng</source>
        <translation>{why}; orders allowed when sold out</translation>
    </message>
    <message>
        <source>⚠ đã đổi sau lần xem trước</source>
        <translation>⚠ changed since the preview</translation>
    </message>
    <message>
        <source>⚠ giá đổi nhiều hơn ngưỡng</source>
        <translation>⚠ the price changes by more than the limit</translation>
    </message>
    <message>
        <source>⚠ nhiều SKU cùng về 0</source>
        <translation>⚠ many SKUs go to 0 at once</translation>
    </message>
    <message>
        <source>⚠ nhiều kho Lazada: chưa gửi được</source>
        <translation>⚠ several Lazada warehouses: cannot be sent yet</translation>
    </message>
    <message>
        <source>⚠ chương trình khác cũng ghi: không gửi</source>
        <translation>⚠ another program writes it too: not sent</translation>
    </message>
    <message>
        <source>⚠ đang khóa, không gửi</source>
        <translation>⚠ locked, not sent</translation>
    </message>
    <message>
        <source>⚠ Lazada vừa từ chối, đang nghỉ</source>
        <translation>⚠ refused by Lazada, resting</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Xem trước</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Thu nhỏ (Ctrl+-)</source>
        <translation>Zoom out (Ctrl+-)</translation>
    </message>
    <message>
        <source>Phóng to (Ctrl++)</source>
        <translation>Zoom in (Ctrl++)</translation>
    </message>
    <message>
        <source>Vừa khung</source>
        <translation>Fit</translation>
    </message>
    <message>
        <source>Vừa một tờ (Ctrl+0)</source>
        <translation>A whole sheet (Ctrl+0)</translation>
    </message>
    <message>
        <source>Tệp PDF theo khổ giấy này</source>
        <translation>PDF file of this paper size</translation>
    </message>
    <message>
        <source>Lưu PDF gốc…</source>
        <translation>Save original PDF…</translation>
    </message>
    <message>
        <source>Các trang như chúng vốn có, không theo khổ giấy đang chọn (Ctrl+S)</source>
        <translation>The pages as they are, whatever paper is chosen (Ctrl+S)</translation>
    </message>
    <message>
        <source>In thử một tờ</source>
        <translation>Print a test sheet</translation>
    </message>
    <message>
        <source>Một khung và một thước 50 mm, để xem máy in có giữ đúng cỡ không</source>
        <translation>A frame and a ruler of 50 mm, to see whether the printer keeps the size</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Khổ giấy</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Ghi ra tệp PDF…</source>
        <translation>Write a PDF file…</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Không có gì để in</source>
        <translation>Nothing to print</translation>
    </message>
    <message>
        <source>Không mở được tệp. Hãy đóng rồi thử lại.</source>
        <translation>The file cannot be opened. Close this and try again.</translation>
    </message>
    <message numerus="yes">
        <source>{n} trang</source>
        <translation>
            <numerusform>{n} page</numerusform>
            <numerusform>{n} pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tờ</source>
        <translation>
            <numerusform>{n} sheet</numerusform>
            <numerusform>{n} sheets</numerusform>
        </translation>
    </message>
    <message>
        <source>Trang lớn hơn giấy: phần ngoài mép giấy không được in. Hãy xem hình bên, hoặc chọn khổ khác.</source>
        <translation>The page is larger than the paper: what lies beyond its edge is not printed. Look at the picture, or choose another paper.</translation>
    </message>
    <message>
        <source>In đúng cỡ 100 %, không co giãn, để máy quét đọc được mã vạch.</source>
        <translation>Printed at 100 %, never scaled, so that scanners can read the barcode.</translation>
    </message>
    <message>
        <source>Tờ {n}/{m}</source>
        <translation>Sheet {n}/{m}</translation>
    </message>
    <message>
        <source>Thước này dài 50 mm. Khung cách mép giấy 2 mm.</source>
        <translation>This ruler is 50 mm long. The frame is 2 mm from the edges.</translation>
    </message>
    <message>
        <source>Ghi ra tệp PDF</source>
        <translation>Write a PDF file</translation>
    </message>
    <message>
        <source>Trang %v/%m</source>
        <translation>Page %v/%m</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message numerus="yes">
        <source>Đã ghi {n} trang vào {file}.</source>
        <translation>
            <numerusform>{n} page was written to {file}.</numerusform>
            <numerusform>{n} pages were written to {file}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Dừng ở trang {n}/{m}. Hãy xem máy in có bật và có giấy không, rồi in lại.</source>
        <translation>Stopped at page {n}/{m}. See whether the printer is on and has paper, then print again.</translation>
    </message>
    <message numerus="yes">
        <source>Đã gửi {n} trang.</source>
        <translation>
            <numerusform>{n} page sent.</numerusform>
            <numerusform>{n} pages sent.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lưu PDF gốc</source>
        <translation>Save original PDF</translation>
    </message>
    <message>
        <source>Không lưu được: {why}</source>
        <translation>Could not be saved: {why}</translation>
    </message>
    <message>
        <source>Đã lưu {path}</source>
        <translation>Saved as {path}</translation>
    </message>
    <message>
        <source>Tệp PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
</context>
<context>
    <name>PrintOrders</name>
    <message>
        <source>In đơn hàng</source>
        <translation>Print labels</translation>
    </message>
    <message>
        <source>Chưa in được</source>
        <translation>Not printed</translation>
    </message>
    <message numerus="yes">
        <source>{n} đơn chưa đóng gói nên chưa có vận đơn.</source>
        <translation>
            <numerusform>{n} order is not packed yet, so it has no label.</numerusform>
            <numerusform>{n} orders are not packed yet, so they have no label.</numerusform>
        </translation>
    </message>
    <message>
        <source>Đóng gói trước rồi in? Trạng thái giao hàng không đổi.</source>
        <translation>Pack them first, then print? They are not made ready to ship.</translation>
    </message>
    <message>
        <source>Đóng gói rồi in</source>
        <translation>Pack, then print</translation>
    </message>
    <message>
        <source>Chỉ in đơn đã đóng gói</source>
        <translation>Print packed ones only</translation>
    </message>
    <message>
        <source>Không in</source>
        <translation>Do not print</translation>
    </message>
</context>
<context>
    <name>PrinterChoice</name>
    <message>
        <source>Máy in thường dùng của máy tính</source>
        <translation>The computer&apos;s usual printer</translation>
    </message>
    <message>
        <source>Tệp PDF theo khổ giấy này</source>
        <translation>PDF file of this paper size</translation>
    </message>
</context>
<context>
    <name>PrintingCard</name>
    <message>
        <source>In</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>Khổ giấy vận đơn</source>
        <translation>Paper of labels</translation>
    </message>
    <message>
        <source>Máy in vận đơn</source>
        <translation>Printer of labels</translation>
    </message>
    <message>
        <source>Máy in phiếu, biên bản (A4)</source>
        <translation>Printer of lists and records (A4)</translation>
    </message>
    <message>
        <source>Mỗi khổ giấy nhớ máy in của nó. Vận đơn luôn được in đúng cỡ 100 %; cửa sổ in có nút in thử một tờ.</source>
        <translation>Each paper remembers its printer. Labels are always printed in their own size, 100 %; the print window has a button for a trial sheet.</translation>
    </message>
</context>
<context>
    <name>ProblemDetail</name>
    <message>
        <source>Sao chép mã hỗ trợ</source>
        <translation>Copy support code</translation>
    </message>
    <message>
        <source>Nguyên do: {text}</source>
        <translation>Cause: {text}</translation>
    </message>
    <message>
        <source>Phương án xử lý: {text}</source>
        <translation>Remedy: {text}</translation>
    </message>
    <message>
        <source>Bỏ qua vì: {text}</source>
        <translation>Ignored because: {text}</translation>
    </message>
    <message>
        <source>Từ {since} · hết lúc {last} · {n} lần</source>
        <translation>Since {since} · over at {last} · {n}×</translation>
    </message>
    <message>
        <source>Từ {since} · lần cuối {last} · {n} lần</source>
        <translation>Since {since} · last {last} · {n}×</translation>
    </message>
    <message>
        <source>bạn tự xử lý được</source>
        <translation>you can fix this</translation>
    </message>
    <message>
        <source>do Lazada</source>
        <translation>caused by Lazada</translation>
    </message>
    <message>
        <source>do Haravan</source>
        <translation>caused by Haravan</translation>
    </message>
    <message>
        <source>do mạng hoặc máy này</source>
        <translation>caused by the network or this computer</translation>
    </message>
    <message>
        <source>do LazDesk</source>
        <translation>caused by LazDesk</translation>
    </message>
    <message>
        <source>Mã của sàn: {code}</source>
        <translation>Platform code: {code}</translation>
    </message>
    <message>
        <source>Mã yêu cầu: {id}</source>
        <translation>Request id: {id}</translation>
    </message>
    <message>
        <source>Mở thẻ Kết nối</source>
        <translation>Open Connection</translation>
    </message>
    <message>
        <source>Mở thẻ Cấu hình</source>
        <translation>Open Settings</translation>
    </message>
    <message>
        <source>Mở thẻ Sản phẩm</source>
        <translation>Open Products</translation>
    </message>
    <message>
        <source>Xem đơn</source>
        <translation>Show the order</translation>
    </message>
    <message>
        <source>Mở sản phẩm ở Haravan</source>
        <translation>Open product in Haravan</translation>
    </message>
    <message>
        <source>Mở đơn ở Haravan</source>
        <translation>Open order in Haravan</translation>
    </message>
    <message>
        <source>Mở Haravan</source>
        <translation>Open Haravan</translation>
    </message>
    <message>
        <source>Mở đơn ở Lazada</source>
        <translation>Open order on Lazada</translation>
    </message>
    <message>
        <source>Mở Seller Center</source>
        <translation>Open Seller Center</translation>
    </message>
    <message>
        <source>Mở App Console</source>
        <translation>Open App Console</translation>
    </message>
</context>
<context>
    <name>ProblemsTab</name>
    <message>
        <source>Lỗi</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Thông báo lỗi</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Nguyên do</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Phương án xử lý</source>
        <translation>Remedy</translation>
    </message>
    <message>
        <source>Đối tượng</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>Từ lúc</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Lý do bỏ qua</source>
        <translation>Why ignored</translation>
    </message>
    <message>
        <source>Hết lúc</source>
        <translation>Over at</translation>
    </message>
    <message>
        <source>Số lần</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Tất cả lỗi</source>
        <translation>All problems</translation>
    </message>
    <message>
        <source>Đã bỏ qua</source>
        <translation>Ignored</translation>
    </message>
    <message>
        <source>Đã xử lý</source>
        <translation>Solved</translation>
    </message>
    <message>
        <source>Chưa bỏ qua lỗi nào.</source>
        <translation>No problem has been ignored.</translation>
    </message>
    <message>
        <source>Trong 30 ngày qua chưa có lỗi nào hết.</source>
        <translation>No problem was solved in the last 30 days.</translation>
    </message>
    <message>
        <source>Không có lỗi. Lỗi đã hết nguyên do thì tự biến mất sau lần đồng bộ.</source>
        <translation>No problems. One whose cause is gone disappears by itself after a synchronisation.</translation>
    </message>
    <message>
        <source>Thử lại</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Chỉ những lỗi thử lại có thể thành công mới được thử lại.</source>
        <translation>Only problems that another try may solve are tried again.</translation>
    </message>
    <message>
        <source>Bỏ qua…</source>
        <translation>Ignore…</translation>
    </message>
    <message>
        <source>Đưa lại vào danh sách</source>
        <translation>Put back on the list</translation>
    </message>
</context>
<context>
    <name>ProductsTab</name>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>Sản phẩm / biến thể</source>
        <translation>Product / variant</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>Barcode</translation>
    </message>
    <message>
        <source>SKU Lazada</source>
        <translation>Lazada SKU</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Sẽ đẩy</source>
        <translation>To send</translation>
    </message>
    <message>
        <source>Trên Lazada</source>
        <translation>On Lazada</translation>
    </message>
    <message>
        <source>Giá Haravan</source>
        <translation>Haravan price</translation>
    </message>
    <message>
        <source>Giá Lazada</source>
        <translation>Lazada price</translation>
    </message>
    <message>
        <source>Lần đẩy cuối</source>
        <translation>Last sent</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Đã liên kết</source>
        <translation>Linked</translation>
    </message>
    <message>
        <source>Chưa đăng</source>
        <translation>Not published</translation>
    </message>
    <message>
        <source>Lỗi đồng bộ</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Không quản lý tồn</source>
        <translation>Stock not tracked</translation>
    </message>
    <message>
        <source>Đang khóa chiến dịch</source>
        <translation>Locked for a campaign</translation>
    </message>
    <message numerus="yes">
        <source>{n} SKU chỉ có trên Lazada</source>
        <translation>
            <numerusform>{n} SKU only on Lazada</numerusform>
            <numerusform>{n} SKUs only on Lazada</numerusform>
        </translation>
    </message>
    <message>
        <source>SKU Lazada mà không biến thể Haravan nào mang mã đó làm barcode.</source>
        <translation>Lazada SKUs whose code no Haravan variant has as its barcode.</translation>
    </message>
    <message>
        <source>Tìm theo tên, barcode, SKU (Ctrl+K)</source>
        <translation>Search name, barcode, SKU (Ctrl+K)</translation>
    </message>
    <message>
        <source>Không có sản phẩm nào bị lỗi đồng bộ.</source>
        <translation>No product has a problem.</translation>
    </message>
    <message>
        <source>Mọi sản phẩm đều đã được đăng lên kênh bán hàng.</source>
        <translation>Every product is published to the sales channel.</translation>
    </message>
    <message>
        <source>Những biến thể bị lỗi nằm ở nhóm Lỗi đồng bộ.</source>
        <translation>Variants with problems are in the group Problems.</translation>
    </message>
    <message>
        <source>Chưa có sản phẩm nào được liên kết. Chọn sản phẩm ở nhóm Chưa đăng rồi bấm Đăng lên kênh bán hàng.</source>
        <translation>No product is linked yet. Choose products in the group Not published and press Publish.</translation>
    </message>
    <message>
        <source>Chưa tải sản phẩm. Bấm Đồng bộ ngay để tải từ hai bên.</source>
        <translation>No products loaded yet. Press Synchronise now to load them from both sides.</translation>
    </message>
    <message>
        <source>Đăng lên kênh bán hàng</source>
        <translation>Publish</translation>
    </message>
    <message>
        <source>Gỡ khỏi kênh bán hàng</source>
        <translation>Unpublish</translation>
    </message>
    <message>
        <source>Xem trước thay đổi</source>
        <translation>Preview changes</translation>
    </message>
    <message>
        <source>Lỗi: {cause}</source>
        <translation>Problem: {cause}</translation>
    </message>
    <message>
        <source>Bị nơi khác sửa</source>
        <translation>Changed elsewhere</translation>
    </message>
    <message>
        <source>Liên kết bằng tay</source>
        <translation>Linked by hand</translation>
    </message>
    <message>
        <source>Không có barcode</source>
        <translation>No barcode</translation>
    </message>
    <message>
        <source>Chưa có trên Lazada</source>
        <translation>Not on Lazada</translation>
    </message>
    <message>
        <source>Trùng mã</source>
        <translation>Duplicate code</translation>
    </message>
    <message>
        <source>Đã bỏ liên kết</source>
        <translation>Unlinked</translation>
    </message>
    <message>
        <source>Khóa giá, tồn</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Khóa giá</source>
        <translation>Price locked</translation>
    </message>
    <message>
        <source>Khóa tồn</source>
        <translation>Stock locked</translation>
    </message>
    <message>
        <source>{what} đến {day}</source>
        <translation>{what} until {day}</translation>
    </message>
    <message>
        <source>{what} không được đẩy lên Lazada {until}</source>
        <translation>{what} is not sent to Lazada {until}</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>cho đến khi bỏ khóa</source>
        <translation>until unlocked</translation>
    </message>
    <message>
        <source>đến {at}</source>
        <translation>until {at}</translation>
    </message>
    <message>
        <source>Khóa</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>Chưa liên kết với SKU Lazada nên không gửi số lượng.</source>
        <translation>Not linked to a Lazada SKU, so no quantity is sent.</translation>
    </message>
    <message>
        <source>Chưa đăng lên kênh bán hàng nên không gửi số lượng.</source>
        <translation>Not published to the sales channel, so no quantity is sent.</translation>
    </message>
    <message>
        <source>Không quản lý tồn kho nên không gửi số lượng.</source>
        <translation>Stock is not tracked, so no quantity is sent.</translation>
    </message>
    <message>
        <source>Chưa tính xong số lượng.</source>
        <translation>The quantity is still being counted.</translation>
    </message>
    <message>
        <source>Trên Lazada đang là {now}, sẽ thành {n}. Bấm để xem vì sao</source>
        <translation>On Lazada it is {now}, it becomes {n}. Click to see why</translation>
    </message>
    <message>
        <source>Bấm để xem vì sao</source>
        <translation>Click to see why</translation>
    </message>
    <message numerus="yes">
        <source>Gỡ {n} sản phẩm?</source>
        <translation>
            <numerusform>Unpublish {n} product?</numerusform>
            <numerusform>Unpublish {n} products?</numerusform>
        </translation>
    </message>
    <message>
        <source>Giá và số lượng của mọi biến thể của sản phẩm ngừng cập nhật; trên Lazada không có gì bị xóa. Có thể đăng lại bất cứ lúc nào.</source>
        <translation>Prices and quantities of all of the product&apos;s variants stop being updated; nothing is deleted on Lazada. You can publish again at any time.</translation>
    </message>
    <message>
        <source>Gỡ</source>
        <translation>Unpublish</translation>
    </message>
    <message>
        <source>Vì sao là {n}?</source>
        <translation>Why {n}?</translation>
    </message>
    <message>
        <source>Vì sao là số này?</source>
        <translation>Why this number?</translation>
    </message>
    <message>
        <source>Chọn một dòng có số ở cột Sẽ đẩy</source>
        <translation>Choose a row with a number in the column To send</translation>
    </message>
</context>
<context>
    <name>ProofCard</name>
    <message>
        <source>Hai bên có khớp không?</source>
        <translation>Do both sides agree?</translation>
    </message>
    <message>
        <source>Đối soát ngay</source>
        <translation>Compare now</translation>
    </message>
    <message>
        <source>Đọc lại cả hai bên và so từng đơn, từng SKU. Chỉ đọc, không ghi gì.</source>
        <translation>Reads both sides anew and compares every order and SKU. It only reads and writes nothing.</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Xem chỗ lệch</source>
        <translation>Show differences</translation>
    </message>
    <message>
        <source>Đang đối soát</source>
        <translation>Comparing</translation>
    </message>
    <message>
        <source>Chưa đối soát lần nào.</source>
        <translation>Never compared yet.</translation>
    </message>
    <message>
        <source>Khớp {agree}/{checked}</source>
        <translation>{agree}/{checked} agree</translation>
    </message>
    <message>
        <source>Lần đối soát gần nhất: {at}. Mọi đơn hàng và SKU đều khớp.</source>
        <translation>Last compared: {at}. Every order and SKU agrees.</translation>
    </message>
    <message numerus="yes">
        <source>Lần đối soát gần nhất: {at}. {n} đơn hàng và SKU bị lệch.</source>
        <translation>
            <numerusform>Last compared: {at}. {n} order or SKU differs.</numerusform>
            <numerusform>Last compared: {at}. {n} orders and SKUs differ.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chờ một lượt đồng bộ rồi xem lại những chỗ lệch…</source>
        <translation>Waiting for a synchronisation, then looking at the differences again…</translation>
    </message>
    <message>
        <source>Đang so hai bên…</source>
        <translation>Comparing both sides…</translation>
    </message>
    <message>
        <source>Đang đọc lại hai bên: {done}/{total}</source>
        <translation>Reading both sides anew: {done}/{total}</translation>
    </message>
    <message>
        <source>Đang đọc lại hai bên: {done}</source>
        <translation>Reading both sides anew: {done}</translation>
    </message>
    <message>
        <source>Đang bắt đầu…</source>
        <translation>Beginning…</translation>
    </message>
    <message>
        <source>Xuất chỗ lệch</source>
        <translation>Export differences</translation>
    </message>
    <message>
        <source>doi-soat.xlsx</source>
        <translation>differences.xlsx</translation>
    </message>
</context>
<context>
    <name>ProofDialog</name>
    <message>
        <source>Kết quả đối soát</source>
        <translation>Result of the comparison</translation>
    </message>
    <message>
        <source>Hiện</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Bảng hiện {n} dòng đầu.</source>
        <translation>The table shows the first {n} lines.</translation>
    </message>
    <message>
        <source>Xuất Excel</source>
        <translation>Export to Excel</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Lệch gì</source>
        <translation>What differs</translation>
    </message>
    <message>
        <source>Đơn hàng / SKU</source>
        <translation>Order / SKU</translation>
    </message>
    <message>
        <source>Lazada</source>
        <translation>Lazada</translation>
    </message>
    <message>
        <source>Haravan</source>
        <translation>Haravan</translation>
    </message>
    <message>
        <source>Đúng ra</source>
        <translation>Should be</translation>
    </message>
    <message>
        <source>LazDesk ghi</source>
        <translation>LazDesk has</translation>
    </message>
    <message>
        <source>Phương án xử lý</source>
        <translation>Remedy</translation>
    </message>
    <message>
        <source>Khớp {agree}/{checked} đơn hàng và SKU</source>
        <translation>{agree}/{checked} orders and SKUs agree</translation>
    </message>
    <message>
        <source>Đối soát lúc {at}; chỉ đọc, không ghi gì.</source>
        <translation>Compared at {at}; it only read and wrote nothing.</translation>
    </message>
    <message>
        <source>số lượng</source>
        <translation>quantities</translation>
    </message>
    <message>
        <source>giá</source>
        <translation>prices</translation>
    </message>
    <message>
        <source>Không so {kinds} vì đang tắt ở thẻ Cấu hình.</source>
        <translation>Not compared, as it is off in the Settings tab: {kinds}.</translation>
    </message>
    <message>
        <source>vi</source>
        <translation>en</translation>
    </message>
    <message>
        <source>Tất cả ({n})</source>
        <translation>All ({n})</translation>
    </message>
</context>
<context>
    <name>ReadyToShip</name>
    <message>
        <source>Sẵn sàng giao hàng</source>
        <translation>Ready to ship</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Chọn lý do…</source>
        <translation>Choose a reason…</translation>
    </message>
</context>
<context>
    <name>Receiver</name>
    <message>
        <source>Xóa thông tin người mua…</source>
        <translation>Delete the buyer&apos;s data…</translation>
    </message>
    <message>
        <source>Che lại</source>
        <translation>Cover again</translation>
    </message>
    <message>
        <source>Hiện người nhận</source>
        <translation>Show the receiver</translation>
    </message>
    <message>
        <source>Đã xóa khỏi máy này.</source>
        <translation>Deleted from this computer.</translation>
    </message>
    <message>
        <source>(bị Lazada che)</source>
        <translation>(masked by Lazada)</translation>
    </message>
</context>
<context>
    <name>RefusalDialog</name>
    <message>
        <source>Từ chối trả hàng</source>
        <translation>Refuse return</translation>
    </message>
    <message>
        <source>Từ chối trả hàng, đơn {n}</source>
        <translation>Refuse the return of order {n}</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>Giải thích</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>Người mua và Lazada đọc được lời này</source>
        <translation>The buyer and Lazada read this</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Người mua nói: {reason}</source>
        <translation>The buyer says: {reason}</translation>
    </message>
</context>
<context>
    <name>RefuseCancel</name>
    <message>
        <source>Từ chối hủy</source>
        <translation>Refuse to cancel</translation>
    </message>
    <message>
        <source>Từ chối yêu cầu hủy</source>
        <translation>Refuse the request</translation>
    </message>
    <message numerus="yes">
        <source>Từ chối yêu cầu hủy của {n} đơn?</source>
        <translation>
            <numerusform>Refuse the cancel request of {n} order?</numerusform>
            <numerusform>Refuse the cancel requests of {n} orders?</numerusform>
        </translation>
    </message>
    <message>
        <source>Từ chối yêu cầu hủy của đơn {number}?</source>
        <translation>Refuse the cancel request of order {number}?</translation>
    </message>
    <message>
        <source>Đơn đi tiếp như cũ: hãy đóng gói và giao đúng hạn.</source>
        <translation>The orders go on: pack and hand them over in time.</translation>
    </message>
    <message>
        <source>Điều sẽ xảy ra</source>
        <translation>What happens</translation>
    </message>
</context>
<context>
    <name>RefuseReturn</name>
    <message>
        <source>Từ chối trả hàng…</source>
        <translation>Refuse return…</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>Cấu hình, liên kết, đơn hàng, lịch sử trở về lúc sao lưu.</source>
        <translation>Settings, links, orders and history go back to when the copy was saved.</translation>
    </message>
    <message>
        <source>Đơn hàng hai bên được đọc lại trước, không đơn nào bị tạo đôi.</source>
        <translation>Both sides&apos; orders are read again first: none is made twice.</translation>
    </message>
    <message>
        <source>Trên máy khác bạn cần kết nối lại Lazada và Haravan.</source>
        <translation>On another computer, connect Lazada and Haravan again.</translation>
    </message>
    <message>
        <source>Dữ liệu đang có được giữ 7 ngày trong thư mục backups.</source>
        <translation>What is here now is kept in the folder backups for 7 days.</translation>
    </message>
    <message>
        <source>Khôi phục từ tệp</source>
        <translation>Restore a copy</translation>
    </message>
    <message>
        <source>Thay dữ liệu trên máy này bằng {name}?</source>
        <translation>Replace the data on this computer with {name}?</translation>
    </message>
    <message>
        <source>Điều sẽ xảy ra</source>
        <translation>What happens</translation>
    </message>
    <message>
        <source>Những gì vẫn giữ</source>
        <translation>What stays</translation>
    </message>
    <message>
        <source>Khôi phục</source>
        <translation>Restore</translation>
    </message>
</context>
<context>
    <name>ResultsDialog</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message numerus="yes">
        <source>Thử lại {n} đơn</source>
        <translation>
            <numerusform>Retry {n} order</numerusform>
            <numerusform>Retry {n} orders</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} đã xác nhận</source>
        <translation>{n} confirmed</translation>
    </message>
    <message>
        <source>{n} đang chờ hoặc chưa rõ</source>
        <translation>{n} waiting or unknown</translation>
    </message>
    <message>
        <source>Mã đơn Lazada</source>
        <translation>Lazada order</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>Hoàn trả đơn hàng</source>
        <translation>Take goods back</translation>
    </message>
    <message>
        <source>Chọn số cái đã về, hoặc sẽ không về nữa. Mỗi cái chỉ hoàn trả được một lần.</source>
        <translation>Choose how many pieces are back, or never will be. Each piece is taken back once only.</translation>
    </message>
    <message>
        <source>Hàng đã về, nhập kho</source>
        <translation>The goods are back, in</translation>
    </message>
    <message>
        <source>Hàng mất hoặc hỏng, không nhập kho</source>
        <translation>Lost or damaged, into no stock</translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Hoàn trả đơn {number}</source>
        <translation>Take back goods of order {number}</translation>
    </message>
    <message>
        <source>Hoàn trả {n} đơn</source>
        <translation>Take back goods of {n} orders</translation>
    </message>
    <message>
        <source>Số cái hoàn trả của {sku}</source>
        <translation>Pieces of {sku} to take back</translation>
    </message>
    <message>
        <source>Mã đơn Lazada</source>
        <translation>Lazada order</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>Đang hoàn về</source>
        <translation>On the way</translation>
    </message>
    <message>
        <source>Hoàn trả</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Kho nhập hàng hoàn</source>
        <translation>Location the goods come to</translation>
    </message>
    <message>
        <source>Kho của từng đơn</source>
        <translation>Each order&apos;s location</translation>
    </message>
    <message>
        <source>{name} (kho của đơn)</source>
        <translation>{name} (the order&apos;s location)</translation>
    </message>
    <message>
        <source>kho của từng đơn</source>
        <translation>each order&apos;s location</translation>
    </message>
    <message numerus="yes">
        <source>Hoàn trả {n} cái</source>
        <translation>
            <numerusform>Take back {n} piece</numerusform>
            <numerusform>Take back {n} pieces</numerusform>
        </translation>
    </message>
    <message>
        <source>Chưa chọn cái nào.</source>
        <translation>Nothing is chosen yet.</translation>
    </message>
    <message numerus="yes">
        <source>Đơn Haravan ghi nhập trả {n} cái, không nhập kho.</source>
        <translation>
            <numerusform>The Haravan order shows {n} piece returned, into no stock.</numerusform>
            <numerusform>The Haravan order shows {n} pieces returned, into no stock.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Đơn Haravan ghi nhập trả {n} cái, nhập kho: {place}.</source>
        <translation>
            <numerusform>The Haravan order shows {n} piece returned, back in stock at: {place}.</numerusform>
            <numerusform>The Haravan order shows {n} pieces returned, back in stock at: {place}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Đơn Haravan ghi nhập trả {n} cái, không nhập kho của đơn; một phiếu nhập kho đưa hàng vào: {place}.</source>
        <translation>
            <numerusform>The Haravan order shows {n} piece returned without stock; one stock voucher brings it to: {place}.</numerusform>
            <numerusform>The Haravan order shows {n} pieces returned without stock; one stock voucher brings them to: {place}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Đơn đã hủy ở Haravan: {n} cái được nhập kho bằng phiếu: {place}.</source>
        <translation>
            <numerusform>Canceled in Haravan: a stock voucher brings {n} piece to: {place}.</numerusform>
            <numerusform>Canceled in Haravan: a stock voucher brings {n} pieces to: {place}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Đơn đã hủy ở Haravan: LazDesk ghi nhận {n} cái không về nữa.</source>
        <translation>
            <numerusform>Canceled in Haravan: LazDesk notes that {n} piece will not come back.</numerusform>
            <numerusform>Canceled in Haravan: LazDesk notes that {n} pieces will not come back.</numerusform>
        </translation>
    </message>
    <message>
        <source>Đơn Haravan ghi hoàn {money}: hàng giao không thành công của đơn trả trước.</source>
        <translation>The Haravan order shows {money} refunded: undelivered goods of a prepaid order.</translation>
    </message>
    <message>
        <source>Tiền của đơn không đổi: tiền Lazada hoàn được ghi riêng.</source>
        <translation>The order&apos;s money stays as it is: what Lazada refunds is booked by itself.</translation>
    </message>
</context>
<context>
    <name>ReturnGoods</name>
    <message>
        <source>Hoàn trả đơn hàng</source>
        <translation>Take goods back</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Tìm theo tên hoặc mã</source>
        <translation>Search by name or code</translation>
    </message>
    <message>
        <source>Không có dòng nào.</source>
        <translation>No rows.</translation>
    </message>
    <message numerus="yes">
        <source>{n} dòng</source>
        <translation>
            <numerusform>{n} row</numerusform>
            <numerusform>{n} rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SideCard</name>
    <message>
        <source>Ngắt kết nối</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>✓ Đã kết nối</source>
        <translation>✓ Connected</translation>
    </message>
    <message>
        <source>Đã ngắt kết nối</source>
        <translation>Disconnected</translation>
    </message>
    <message>
        <source>Chưa kết nối</source>
        <translation>Not connected</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Mã hai bên gần giống nhau nên có thể là cùng một sản phẩm. LazDesk không tự liên kết; hãy chọn các cặp đúng.</source>
        <translation>These codes are almost alike, so both sides may be one product. LazDesk never links them by itself; tick the right pairs.</translation>
    </message>
    <message>
        <source>Đang tìm…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Liên kết</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Biến thể Haravan</source>
        <translation>Haravan variant</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>Barcode</translation>
    </message>
    <message>
        <source>SKU Lazada</source>
        <translation>Lazada SKU</translation>
    </message>
    <message>
        <source>Sản phẩm Lazada</source>
        <translation>Lazada product</translation>
    </message>
    <message>
        <source>Khác nhau ở</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>Gợi ý</source>
        <translation>Suggestions</translation>
    </message>
    <message>
        <source>Không có mã nào hai bên gần giống nhau. Hãy chọn từng cặp ở Liên kết bằng tay.</source>
        <translation>No codes of the two sides are nearly alike. Choose pairs under By hand.</translation>
    </message>
    <message>
        <source>Mỗi biến thể chỉ liên kết với một SKU: bỏ bớt dòng trùng nhau.</source>
        <translation>One variant links with one SKU: untick rows that repeat one.</translation>
    </message>
    <message>
        <source>Đã chọn {n}</source>
        <translation>{n} selected</translation>
    </message>
    <message>
        <source>Chữ hoa, chữ thường</source>
        <translation>Upper and lower case</translation>
    </message>
    <message>
        <source>Kiểu gõ dấu (Unicode)</source>
        <translation>Unicode form of the marks</translation>
    </message>
    <message>
        <source>Khoảng trắng</source>
        <translation>Spaces</translation>
    </message>
    <message>
        <source>Chữ trông giống nhau</source>
        <translation>Letters that look alike</translation>
    </message>
    <message>
        <source>Dấu tiếng Việt</source>
        <translation>Vietnamese marks</translation>
    </message>
    <message>
        <source>Số 0 ở đầu</source>
        <translation>Leading zeros</translation>
    </message>
    <message>
        <source>Excel rút thành số mũ</source>
        <translation>Rounded by Excel</translation>
    </message>
</context>
<context>
    <name>TakeAgain</name>
    <message>
        <source>Lấy lại đơn này</source>
        <translation>Get this order again</translation>
    </message>
    <message>
        <source>Lấy lại đơn ({n})</source>
        <translation>Get orders again ({n})</translation>
    </message>
</context>
<context>
    <name>TakeStock</name>
    <message>
        <source>Trừ tồn</source>
        <translation>Deduct stock</translation>
    </message>
    <message numerus="yes">
        <source>Trừ tồn cho {n} đơn?</source>
        <translation>
            <numerusform>Deduct the stock for {n} order?</numerusform>
            <numerusform>Deduct the stock for {n} orders?</numerusform>
        </translation>
    </message>
    <message>
        <source>Trừ tồn cho đơn {number}?</source>
        <translation>Deduct the stock for order {number}?</translation>
    </message>
    <message>
        <source>Điều sẽ xảy ra</source>
        <translation>What happens</translation>
    </message>
    <message>
        <source>Một phiếu điều chỉnh ở kho của đơn trừ những món vừa liên kết.</source>
        <translation>A stock voucher at the order&apos;s location takes what has just been linked.</translation>
    </message>
    <message>
        <source>Mỗi món chỉ bị trừ một lần; dòng hàng trong đơn giữ nguyên.</source>
        <translation>Each piece is taken once only; the order&apos;s lines stay as they are.</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Gian hàng đang xem</source>
        <translation>Shop being shown</translation>
    </message>
    <message>
        <source>Gian hàng tập dượt</source>
        <translation>Practice shop</translation>
    </message>
    <message>
        <source>Đèn trạng thái</source>
        <translation>State light</translation>
    </message>
    <message>
        <source>Tiến độ đồng bộ</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Dừng đồng bộ</source>
        <translation>Stop synchronising</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>Chạy một lượt đồng bộ ngay bây giờ (F5)</source>
        <translation>Synchronise once, right now (F5)</translation>
    </message>
    <message>
        <source>Đang mở dữ liệu…</source>
        <translation>Opening the data…</translation>
    </message>
    <message>
        <source>Dừng ghi</source>
        <translation>Stop writing</translation>
    </message>
    <message>
        <source>Cho ghi lại</source>
        <translation>Write again</translation>
    </message>
    <message>
        <source>Ngừng ngay mọi thay đổi lên Lazada và Haravan; việc đọc vẫn chạy (Shift+F9)</source>
        <translation>Stop all changes to Lazada and Haravan at once; reading goes on (Shift+F9)</translation>
    </message>
    <message>
        <source>Cho phép LazDesk thay đổi Lazada và Haravan trở lại (Shift+F9)</source>
        <translation>Let LazDesk change Lazada and Haravan again (Shift+F9)</translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>Hỏi giờ Lazada</source>
        <translation>Asking Lazada&apos;s time</translation>
    </message>
    <message>
        <source>Đọc sản phẩm</source>
        <translation>Reading products</translation>
    </message>
    <message>
        <source>Đọc sản phẩm Haravan</source>
        <translation>Reading Haravan products</translation>
    </message>
    <message>
        <source>Đọc sản phẩm Lazada</source>
        <translation>Reading Lazada products</translation>
    </message>
    <message>
        <source>Liên kết sản phẩm</source>
        <translation>Linking products</translation>
    </message>
    <message>
        <source>Đọc tồn kho</source>
        <translation>Reading stock</translation>
    </message>
    <message>
        <source>Đọc đơn hàng</source>
        <translation>Reading orders</translation>
    </message>
    <message>
        <source>Đọc đơn Lazada</source>
        <translation>Reading Lazada orders</translation>
    </message>
    <message>
        <source>Đọc đơn Haravan</source>
        <translation>Reading Haravan orders</translation>
    </message>
    <message>
        <source>Cập nhật Lazada</source>
        <translation>Updating Lazada</translation>
    </message>
    <message>
        <source>Gửi số lượng</source>
        <translation>Sending quantities</translation>
    </message>
    <message>
        <source>Gửi giá</source>
        <translation>Sending prices</translation>
    </message>
    <message>
        <source>Nhập đơn vào Haravan</source>
        <translation>Importing orders</translation>
    </message>
    <message>
        <source>Xác nhận đơn Haravan</source>
        <translation>Confirming orders</translation>
    </message>
    <message>
        <source>Thao tác đang chờ</source>
        <translation>Waiting clicks</translation>
    </message>
    <message>
        <source>Lấy lại đơn</source>
        <translation>Getting orders again</translation>
    </message>
    <message>
        <source>Chờ Lazada xác nhận</source>
        <translation>Waiting for Lazada</translation>
    </message>
    <message>
        <source>Cập nhật trạng thái</source>
        <translation>Updating statuses</translation>
    </message>
    <message>
        <source>Đọc lại từ Lazada</source>
        <translation>Reading back from Lazada</translation>
    </message>
    <message>
        <source>Chờ Haravan</source>
        <translation>Waiting for Haravan</translation>
    </message>
    <message>
        <source>Đang đồng bộ</source>
        <translation>Synchronising</translation>
    </message>
    <message>
        <source>Đang chạy</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>đồng bộ lúc {time}</source>
        <translation>synchronised {time}</translation>
    </message>
    <message>
        <source>lần tới {time}</source>
        <translation>next {time}</translation>
    </message>
    <message>
        <source>Không liên lạc được</source>
        <translation>Cannot be reached</translation>
    </message>
    <message>
        <source>tự thử lại lúc {time}</source>
        <translation>trying again at {time}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Mở LazDesk</source>
        <translation>Open LazDesk</translation>
    </message>
    <message>
        <source>Đồng bộ ngay</source>
        <translation>Synchronise now</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message>
        <source>Hoàn tác giá vừa đẩy</source>
        <translation>Undo the last price update</translation>
    </message>
    <message numerus="yes">
        <source>Đặt lại {n} giá trên Lazada như trước lần đẩy cuối?</source>
        <translation>
            <numerusform>Set {n} price on Lazada back to what it was before the last update?</numerusform>
            <numerusform>Set {n} prices on Lazada back to what they were before the last update?</numerusform>
        </translation>
    </message>
    <message>
        <source>Không có giá nào hoàn tác được</source>
        <translation>No price update to undo</translation>
    </message>
    <message>
        <source>Chỉ những SKU mà Lazada vẫn giữ giá LazDesk đã gửi. Giá Haravan hiện tại của chúng được giữ lại, không đẩy nữa cho đến khi bạn đổi giá ở Haravan hoặc bỏ khóa.</source>
        <translation>Only SKUs for which Lazada still holds the price LazDesk sent. Haravan&apos;s present price of these is held back until you change it in Haravan or unlock it.</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Products</translation>
    </message>
    <message>
        <source>SKU Lazada</source>
        <translation>Lazada SKU</translation>
    </message>
    <message>
        <source>Đang là</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Sẽ thành</source>
        <translation>Becomes</translation>
    </message>
    <message>
        <source>Đặt lại</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>UpdateBlock</name>
    <message>
        <source>Cập nhật từ Haravan sang Lazada</source>
        <translation>Updates from Haravan to Lazada</translation>
    </message>
    <message>
        <source>Giá</source>
        <translation>Price</translation>
    </message>
    <message>
        <source>Giá bán trên Lazada theo giá Haravan. Bỏ chọn thì giá không được đồng bộ.</source>
        <translation>Lazada&apos;s price follows Haravan&apos;s. Unticked, prices are not synchronised.</translation>
    </message>
    <message>
        <source>Giá khuyến mãi</source>
        <translation>Sale price</translation>
    </message>
    <message>
        <source>Khi Haravan có giá so sánh cao hơn giá bán: Lazada hiện giá so sánh, và giá bán là giá khuyến mãi.</source>
        <translation>When Haravan&apos;s compare-at price is above its price, Lazada shows the compare-at price, and the price is the sale price.</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>Số có thể bán trên Lazada theo tồn kho Haravan. Bỏ chọn thì số lượng không được đồng bộ.</source>
        <translation>Lazada&apos;s sellable quantity follows Haravan&apos;s stock. Unticked, quantities are not synchronised.</translation>
    </message>
    <message>
        <source>Tồn kho dự phòng</source>
        <translation>Safety stock</translation>
    </message>
    <message>
        <source>Giữ lại từng này cái của mỗi SKU, không đưa lên Lazada.</source>
        <translation>Keeps this many pieces of each SKU back from Lazada.</translation>
    </message>
    <message>
        <source>Tần suất đồng bộ</source>
        <translation>Synchronise every</translation>
    </message>
    <message>
        <source> giây</source>
        <translation> seconds</translation>
    </message>
    <message>
        <source>Nghỉ từng này giữa hai lượt; lâu không có gì mới thì 5 phút một lượt.</source>
        <translation>The rest between two turns; after a long quiet time it is 5 minutes.</translation>
    </message>
</context>
<context>
    <name>WarehousesBlock</name>
    <message>
        <source>Kho đồng bộ</source>
        <translation>Warehouses</translation>
    </message>
    <message>
        <source>Kho đồng bộ tồn kho</source>
        <translation>Warehouses for stock</translation>
    </message>
    <message>
        <source>Kho tổng</source>
        <translation>All warehouses</translation>
    </message>
    <message>
        <source>Các kho được chọn</source>
        <translation>Chosen warehouses</translation>
    </message>
    <message>
        <source>Cộng tất cả các kho, trừ kho hàng đang về và kho không được tính bán.</source>
        <translation>Sums all warehouses but those of incoming goods and those not for sale.</translation>
    </message>
    <message>
        <source>Kho đồng bộ đơn hàng</source>
        <translation>Warehouse for orders</translation>
    </message>
    <message>
        <source>Đơn Lazada vào Haravan được trừ tồn ở kho này. Kho tổng ở đây nghĩa là kho chính, vì không thể trừ tồn ở một tổng.</source>
        <translation>Orders imported into Haravan take their stock from this warehouse. All warehouses means the main one here, since stock cannot be taken from a sum.</translation>
    </message>
    <message>
        <source>Kho tổng (kho chính)</source>
        <translation>All warehouses (the main one)</translation>
    </message>
    <message>
        <source>{name} (hàng đang về)</source>
        <translation>{name} (incoming goods)</translation>
    </message>
    <message>
        <source>{name} (không được tính bán)</source>
        <translation>{name} (not for sale)</translation>
    </message>
    <message>
        <source>{name} (kho chính)</source>
        <translation>{name} (main)</translation>
    </message>
    <message>
        <source>Chưa chọn kho nào: LazDesk vẫn dùng Kho tổng.</source>
        <translation>No warehouse is chosen: LazDesk still uses all warehouses.</translation>
    </message>
    <message>
        <source>Kho đồng bộ đơn hàng không nằm trong các kho tính tồn: đơn bán ra sẽ không bao giờ làm giảm số lượng trên Lazada, dễ bán quá số hàng có.</source>
        <translation>The warehouse for orders is not among those that count for stock: orders would never lower the quantity on Lazada, and you may sell more than you have.</translation>
    </message>
</context>
<context>
    <name>Warnings</name>
    <message>
        <source>Làm mới quyền truy cập</source>
        <translation>Renew access</translation>
    </message>
    <message>
        <source>Quyền truy cập Lazada của {shop} đã hết hoặc bị thu hồi. Liên kết, cấu hình và lịch sử vẫn còn; đơn trong lúc này sẽ được tải bù.</source>
        <translation>Lazada access of {shop} has ended or was withdrawn. Links, settings and history are kept; orders of this time will be fetched later.</translation>
    </message>
    <message>
        <source>Quyền truy cập Lazada của {shop} hết hạn lúc {when}.</source>
        <translation>Lazada access of {shop} ends on {when}.</translation>
    </message>
    <message>
        <source>Kênh Lazada có sẵn của Haravan vẫn tạo đơn của {shop}. LazDesk tạm dừng nhập đơn để không bị trùng, cho đến khi bạn chọn.</source>
        <translation>Haravan&apos;s own Lazada channel still makes orders of {shop}. LazDesk imports none until you choose, so that none is doubled.</translation>
    </message>
    <message>
        <source>Chọn cách xử lý</source>
        <translation>Choose what to do</translation>
    </message>
</context>
<context>
    <name>WaysToPay</name>
    <message>
        <source>Thu hộ khi giao (COD)</source>
        <translation>Cash on delivery (COD)</translation>
    </message>
    <message>
        <source>Thẻ ngân hàng</source>
        <translation>Bank card</translation>
    </message>
    <message>
        <source>Thẻ nội địa (NAPAS)</source>
        <translation>Domestic card (NAPAS)</translation>
    </message>
    <message>
        <source>Ví MoMo</source>
        <translation>MoMo wallet</translation>
    </message>
    <message>
        <source>Ví ZaloPay</source>
        <translation>ZaloPay wallet</translation>
    </message>
    <message>
        <source>Trả góp ({bank})</source>
        <translation>Instalments ({bank})</translation>
    </message>
</context>
<context>
    <name>WorkPapers</name>
    <message>
        <source>{skus} SKU · {n} cái · {orders} đơn</source>
        <translation>SKUs: {skus} · pieces: {n} · orders: {orders}</translation>
    </message>
    <message>
        <source>Mã SKU · Barcode</source>
        <translation>SKU · Barcode</translation>
    </message>
    <message>
        <source>Sản phẩm</source>
        <translation>Product</translation>
    </message>
    <message>
        <source>SL</source>
        <translation>Qty</translation>
    </message>
    <message>
        <source>Đơn hàng</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Đã nhặt</source>
        <translation>Picked</translation>
    </message>
    <message>
        <source>Phiếu nhặt hàng</source>
        <translation>Pick list</translation>
    </message>
    <message>
        <source>{n} kiện · thu hộ {money}</source>
        <translation>Parcels: {n} · to collect: {money}</translation>
    </message>
    <message>
        <source>STT</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Mã vận đơn</source>
        <translation>Tracking number</translation>
    </message>
    <message>
        <source>Mã đơn Lazada</source>
        <translation>Lazada order</translation>
    </message>
    <message>
        <source>Số cái</source>
        <translation>Pieces</translation>
    </message>
    <message>
        <source>Thu hộ</source>
        <translation>To collect</translation>
    </message>
    <message>
        <source>Biên bản bàn giao</source>
        <translation>Handover record</translation>
    </message>
    <message>
        <source>Chưa rõ đơn vị vận chuyển</source>
        <translation>Carrier not known yet</translation>
    </message>
    <message>
        <source>Ngày {day}</source>
        <translation>Date {day}</translation>
    </message>
    <message>
        <source>(ký, ghi rõ họ tên)</source>
        <translation>(signature and full name)</translation>
    </message>
    <message>
        <source>Bên giao</source>
        <translation>Handed over by</translation>
    </message>
    <message>
        <source>Bên nhận</source>
        <translation>Received by</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>_TickBar</name>
    <message>
        <source>Đã chọn {n}</source>
        <translation>{n} selected</translation>
    </message>
    <message>
        <source>Bỏ chọn</source>
        <translation>Clear selection</translation>
    </message>
</context>
<context>
    <name>confirm</name>
    <message>
        <source>Hủy bỏ</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>vừa xong</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{n} phút trước</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source>{n} giờ trước</source>
        <translation>{n} h ago</translation>
    </message>
    <message>
        <source>{n} ngày trước</source>
        <translation>{n} d ago</translation>
    </message>
    <message>
        <source>{n} phút</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{h} giờ</source>
        <translation>{h} h</translation>
    </message>
    <message>
        <source>{d} ngày</source>
        <translation>{d} d</translation>
    </message>
    <message>
        <source>{h} giờ {n} phút</source>
        <translation>{h} h {n} min</translation>
    </message>
    <message>
        <source>{d} ngày {h} giờ</source>
        <translation>{d} d {h} h</translation>
    </message>
    <message>
        <source>trễ {time}</source>
        <translation>{time} late</translation>
    </message>
    <message>
        <source>Chờ thanh toán</source>
        <translation>Unpaid</translation>
    </message>
    <message>
        <source>Chờ xử lý</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>Sẵn sàng giao</source>
        <translation>Ready to ship</translation>
    </message>
    <message>
        <source>Đang vận chuyển</source>
        <translation>In transit</translation>
    </message>
    <message>
        <source>Đã giao</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>Giao thất bại</source>
        <translation>Delivery failed</translation>
    </message>
    <message>
        <source>Trả hàng</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Canceled</translation>
    </message>
</context>
</TS>
